/** What happens to others on this node when somebody comes, goes or changes name: MONITOR's watchers, and the memory of WHOWAS. */
import { numerics } from './numerics.ts'
import type { ChatEvent } from '../../core/events.ts'
import type { Person } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import type { IrcDoor } from './door.ts'
import { encodeEvent } from './encode.ts'
import { sourceOf } from './line.ts'

export function followPresence(door: IrcDoor): void {
  door.ports.hub.listen((event) => {
    door.census.follow(event)
    if (event.type === 'user.arrived') tellOnline(door, event.user)
    else if (event.type === 'user.departed') gone(door, event.user, event.displayName)
    // A guest has turned out to be somebody who is here already.
    else if (event.type === 'user.account-changed' && event.merged) gone(door, event.user, null)
    else if (event.type === 'user.renamed') {
      remember(door, event.user, null)
      if (foldName(event.user.name) === foldName(event.name)) return
      tellOffline(door, event.user.name)
      tellOnline(door, { ...event.user, name: event.name })
    } else tellWatchers(door, event)
  })
}

function gone(door: IrcDoor, user: Person, displayName: string | null): void {
  remember(door, user, displayName)
  tellOffline(door, user.name)
}

function remember(door: IrcDoor, { name, userhost, account }: Person, displayName: string | null): void {
  const at = door.ports.clock.now()
  door.whowas.add({ nick: name, userhost, account, realName: displayName ?? name, at })
}

function tellOnline(door: IrcDoor, user: Person): void {
  for (const client of door.watch.of(foldName(user.name))) client.write([online(client, user)])
}

function online(client: { readonly serverName: string; readonly nick: string }, user: Person) {
  return { source: client.serverName, command: numerics.RPL_MONONLINE, params: [client.nick, sourceOf(user)] }
}

function tellOffline(door: IrcDoor, name: string): void {
  for (const client of door.watch.of(foldName(name)))
    client.write([
      { source: client.serverName, command: numerics.RPL_MONOFFLINE, params: [client.nick, name] },
    ])
}

const followed = ['user.away-changed', 'user.account-changed', 'user.display-name-changed'] as const

/** IRCv3 extended-monitor: watchers are told as those are who share a channel. */
function tellWatchers(door: IrcDoor, event: ChatEvent): void {
  if (!('user' in event) || !followed.some((type) => type === event.type)) return
  for (const client of door.watch.of(foldName(event.user.name))) {
    if (!client.has('extended-monitor') || isAudience(client, event)) continue
    const lines = encodeEvent(event, client.flavour)
    if (lines !== null && !('owner' in lines)) client.write(lines)
  }
}

function isAudience(
  client: { readonly channels: ReadonlyMap<string, string>; readonly user: { id: string } | null },
  event: ChatEvent,
): boolean {
  return event.audience.some(
    (audience) =>
      (audience.to === 'channel' && client.channels.has(audience.channel)) ||
      (audience.to === 'user' && audience.user === client.user?.id),
  )
}
