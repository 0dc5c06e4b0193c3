/** Every cast that scenes are played with. */
import { apiDriver } from './api.ts'
import { ircDriver } from './irc.ts'
import type { Cast } from './person.ts'
import { plainDriver } from './plain.ts'

export const casts: readonly Cast[] = [
  { name: 'plain', drivers: [plainDriver] },
  { name: 'irc', drivers: [ircDriver] },
  { name: 'api', drivers: [apiDriver] },
  { name: 'mixed', drivers: [ircDriver, plainDriver, apiDriver] },
]
