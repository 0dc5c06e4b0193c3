/** Which seats and clients a fact is for. */
import type { ChatEvent } from '../core/events.ts'
import type { Client } from './client.ts'
import { isConsole } from './consequences.ts'
import type { Seat } from './seat.ts'

export function* clientsOf(seats: Iterable<Seat>): Iterable<Client> {
  for (const { client } of seats) yield client
}

export function* operatorsAmong(seats: Iterable<Seat>): Iterable<Seat> {
  for (const seat of seats) if (seat.client.operator) yield seat
}

export function* consolesAmong(seats: Iterable<Seat>): Iterable<Seat> {
  for (const seat of seats) if (isConsole(seat.client)) yield seat
}

/** For events that close clients, which are never for a channel. */
export function isAudience(event: ChatEvent, client: Client): boolean {
  return event.audience.some(
    (audience) =>
      audience.to === 'everyone' ||
      (audience.to === 'operators' && client.operator) ||
      (audience.to === 'consoles' && isConsole(client)) ||
      (audience.to === 'user' && client.user?.id === audience.user),
  )
}
