/** WeeChat. */
import { password } from '../door/line-client.ts'
import { playWith } from './terminal-client.ts'

playWith({
  program: 'weechat',
  packages: 'weechat-curses',
  user: 'wanda',
  prepare({ home, server }) {
    const settings = {
      ssl: 'on',
      ssl_fingerprint: server.fingerprint.replaceAll(':', ''),
      sasl_mechanism: 'plain',
      sasl_username: 'wanda',
      sasl_password: password,
      nicks: 'wanda',
      username: 'wanda',
      autoreconnect: 'off',
      // It would wait two seconds between commands.
      anti_flood_prio_high: '0',
      anti_flood_prio_low: '0',
    }
    const commands = [
      '/set weechat.bar.nicklist.hidden on',
      // Lines that are typed fast would be taken for something pasted, and asked about.
      '/set weechat.look.paste_max_lines -1',
      `/server add parlance 127.0.0.1/${server.ircPort}`,
      ...Object.entries(settings).map(([name, value]) => `/set irc.server.parlance.${name} "${value}"`),
      '/connect parlance',
      '/buffer server.parlance',
    ]
    return [
      ...['weechat', '--dir', home, '--plugins', 'irc', '--no-script'],
      ...commands.flatMap((command) => ['--run-command', command]),
    ]
  },
  connect: '/connect parlance',
  disconnect: '/disconnect parlance',
  clear: '/buffer clear',
  lookAt: (what) => `/buffer ${what ?? 'server.parlance'}`,
  signedIn: /SASL authentication successful/,
})
