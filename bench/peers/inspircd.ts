/** InspIRCd, with its limits off. */
import { join } from 'node:path'
import type { Peer } from './peer.ts'

const unlimited = [
  ...['commandrate="1000000000"', 'fakelag="no"', 'threshold="1000000"'],
  ...['hardsendq="256M"', 'softsendq="255M"', 'recvq="1M"'],
  ...['localmax="100000"', 'globalmax="100000"', 'limit="100000"', 'maxconnwarn="no"'],
  ...['resolvehostnames="no"', 'timeout="120"', 'pingfreq="120"'],
].join(' ')

export const inspircd: Peer = {
  name: 'inspircd',
  program: '/usr/sbin/inspircd',
  // It lets people in once a second.
  inFlight: { gently: 2000, atOnce: 2000 },
  configuration: ({ port, folder }) => `<server name="irc.bench.test" description="bench" network="bench">
<admin name="bench" nick="bench" email="bench@bench.test">
<bind address="127.0.0.1" port="${port}" type="clients">
<pid file="${join(folder, 'inspircd.pid')}">
<log method="file" type="*" level="default" target="${join(folder, 'inspircd.log')}">
<connect allow="*" ${unlimited}>
<performance somaxconn="4096" softlimit="200000" nouserdns="yes">
`,
  // Root it is on a build machine, and it listens on loopback only.
  flags: (file) => [
    ...['--nofork', '--nolog', '--config', file],
    ...(process.getuid?.() === 0 ? ['--runasroot'] : []),
  ],
}
