/** ngIRCd, with its limits off. */
import type { Peer } from './peer.ts'

export const ngircd: Peer = {
  name: 'ngircd',
  program: '/usr/sbin/ngircd',
  // Its listen backlog is 10.
  inFlight: { gently: 8, atOnce: 8 },
  isKilled: true,
  configuration: ({ port }) => `[Global]
Name = irc.bench.test
Info = bench
AdminInfo1 = bench
Listen = 127.0.0.1
Ports = ${port}
[Limits]
MaxConnections = 0
MaxConnectionsIP = 0
MaxJoins = 0
MaxPenaltyTime = 0
[Options]
DNS = no
Ident = no
PAM = no
`,
  flags: (file) => ['--nodaemon', '--config', file],
}
