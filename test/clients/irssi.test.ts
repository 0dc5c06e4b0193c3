/** irssi. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { password } from '../door/line-client.ts'
import { playWith } from './terminal-client.ts'

playWith({
  program: 'irssi',
  packages: 'irssi',
  user: 'irma',
  prepare({ home, server }) {
    const config = `
      servers = ({
        chatnet = "parlance"; address = "127.0.0.1"; port = "${server.ircPort}"; autoconnect = "yes";
        use_tls = "yes"; tls_verify = "no"; tls_pinned_cert = "${server.fingerprint}";
      });
      chatnets = {
        parlance = {
          type = "IRC"; nick = "irma";
          sasl_mechanism = "plain"; sasl_username = "irma"; sasl_password = "${password}";
        };
      };
      settings = {
        core = { real_name = "Irma"; user_name = "irma"; nick = "irma"; };
        // It would wait two seconds between commands.
        "irc/core" = { cmds_max_at_once = "100"; cmd_queue_speed = "10msec"; };
        // Lines that are typed fast would be taken for something pasted, and asked about.
        "fe-text" = { paste_verify_line_count = "0"; };
      };
    `
    writeFileSync(join(home, 'config'), config, { mode: 0o600 })
    return ['irssi', `--home=${home}`]
  },
  connect: '/connect parlance',
  disconnect: '/disconnect',
  clear: '/clear',
  lookAt: (what) => (what === null ? '/window 1' : `/window goto ${what}`),
  signedIn: /SASL authentication succeeded/,
})
