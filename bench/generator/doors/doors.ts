/** The doors that the generator speaks, by name. */
import type { Door } from './door.ts'
import { ircDoor } from './irc.ts'
import { plainDoor } from './plain.ts'
import { websocketDoor } from './websocket.ts'

export const doorNames = ['plain', 'irc', 'websocket'] as const
export type DoorName = (typeof doorNames)[number]

export interface DoorOptions {
  readonly door: DoorName
  /** Of the IRC door: whether tags, times and one's own messages are asked for. */
  readonly tags: boolean
  /** Whether people come over TLS. */
  readonly tls: boolean
}

export function openDoor({ door, tags }: Pick<DoorOptions, 'door' | 'tags'>): Door {
  switch (door) {
    case 'plain':
      return plainDoor
    case 'irc':
      return ircDoor({ tags })
    case 'websocket':
      return websocketDoor
  }
}
