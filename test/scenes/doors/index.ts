/** Every cast that scenes are played with. */
import { ircDriver } from './irc.ts'
import type { Cast } from './person.ts'
import { plainDriver } from './plain.ts'

export const casts: readonly Cast[] = [
  { name: 'plain', drivers: [plainDriver] },
  { name: 'irc', drivers: [ircDriver] },
  { name: 'mixed', drivers: [ircDriver, plainDriver] },
]
