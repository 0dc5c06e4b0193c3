/** What must hold after every burst of commands, whatever they were. Answers what does not. */
import type { LogLine } from '../door/server-in-process.ts'
import type { Person, Shown } from './people.ts'
import { uniquePart, type Place, type Said, type Snapshot } from './snapshot.ts'

export interface Burst {
  readonly before: Snapshot
  readonly after: Snapshot
  readonly shown: readonly Shown[]
  /** What the log took meanwhile. */
  readonly log: readonly LogLine[]
  /** Whether the connection that said a text is still there. */
  readonly isOpen: (text: string) => boolean
}

export function brokenRules(burst: Burst): readonly string[] {
  return [
    ...burst.shown.flatMap((shown) => audienceFaults(shown, burst)),
    ...burst.shown.flatMap((shown) => liveFaults(shown, burst)),
    ...missingFaults(burst),
    ...burst.shown.flatMap(({ person, lines }) =>
      lines
        .filter((line) => line.includes('went wrong'))
        .map((line) => `${String(person.name)} was told: ${line}`),
    ),
  ]
}

/** Nobody sees a text of a private channel or conversation that they are not in, nor hears a public one live. */
function audienceFaults({ person, lines }: Shown, burst: Burst): string[] {
  const faults: string[] = []
  for (const line of lines) {
    for (const [text] of line.matchAll(uniquePart)) {
      const place = placeOf(text, burst)
      if (place === null || mayRead(person, place, burst)) continue
      if (place.kind === 'public' && !line.startsWith('[')) continue
      faults.push(`${person.user ?? 'a visitor'} is not in ${place.shown} and was shown: ${line}`)
    }
  }
  return faults
}

function placeOf(text: string, { before, after }: Burst): Place | null {
  const said = after.said.get(text) ?? before.said.get(text)
  return said === undefined ? null : (after.places.get(said.place) ?? null)
}

function mayRead({ user }: Person, place: Place, burst: Burst): boolean {
  if (user === null) return false
  const ids = idsOf(user, burst)
  if (isIn(ids, place) || isIn(ids, burst.before.places.get(place.id))) return true
  return hasJoined(ids, place, burst)
}

/** Whoever went by a name before or after; of one that changed hands meanwhile, both. */
function idsOf(user: string, { before, after }: Burst): readonly string[] {
  return [before.userIds.get(user), after.userIds.get(user)].filter((id) => id !== undefined)
}

function isIn(ids: readonly string[], place: Place | undefined): boolean {
  return place !== undefined && ids.some((id) => place.members.has(id))
}

/** Whether the log has somebody entering a place meanwhile. */
function hasJoined(ids: readonly string[], place: Place, { log }: Burst): boolean {
  return log.some(
    ({ message, fields }) =>
      (message === 'channel.join' || message === 'channel.create') &&
      fields['channel'] === place.id &&
      ids.includes(String(fields['user'])),
  )
}

interface Live {
  readonly text: string
  readonly said: Said | undefined
}

/** The texts of a connection as they came: live, or shown as missed at the sign-in. */
function liveTexts({ lines, entered }: Shown, after: Snapshot): readonly Live[] {
  return lines.flatMap((line) => {
    const live = /^\[(?:#|pm)/.test(line)
    if (!live && !(entered && /^\d{4}-\d\d-\d\d \d\d:\d\d \[/.test(line))) return []
    const body = line.replace(/\(re \S+: .*?\) /, '')
    return [...body.matchAll(uniquePart)].map(([text]) => ({ text, said: after.said.get(text) }))
  })
}

/** Nothing twice to the same connection, and every channel in the order of its positions. */
function liveFaults(shown: Shown, { after }: Burst): string[] {
  const faults: string[] = []
  const { shownHere, user, name } = shown.person
  for (const { text, said } of liveTexts(shown, after)) {
    const place = said?.place ?? 'changed since'
    const seen = shownHere.get(place) ?? []
    shownHere.set(place, seen)
    if (seen.includes(text)) faults.push(`${user ?? String(name)} was shown ${text} twice`)
    const last = after.said.get(seen.at(-1) ?? '')
    if (said !== undefined && last !== undefined && last.place === said.place && last.at >= said.at)
      faults.push(`${user ?? String(name)} was shown ${text} (position ${said.at}) after position ${last.at}`)
    seen.push(text)
  }
  return faults
}

/** Whoever was in a channel all the time was shown everything said there. */
function missingFaults(burst: Burst): string[] {
  const { before, after, shown } = burst
  const faults: string[] = []
  // What was under way when a connection ended may still be on its way to the others.
  const fresh = [...after.said].filter(([text]) => !before.said.has(text) && burst.isOpen(text))
  for (const { person, lines, entered, alive } of shown) {
    const { user } = person
    if (entered || !alive || user === null) continue
    const id = after.userIds.get(user)
    if (id === undefined) continue
    const all = lines.join('\n')
    for (const [text, said] of fresh) {
      const place = after.places.get(said.place)
      if (place === undefined || !place.members.has(id)) continue
      const wasIn = place.kind === 'direct' || isIn([id], before.places.get(place.id))
      if (!wasIn || hasJoined([id], place, burst)) continue
      if (!all.includes(text)) faults.push(`${user} is in ${place.shown} and was not shown ${text}`)
    }
  }
  return faults
}

const takePositions = [
  'message.send',
  'message.send-together',
  'message.edit',
  'message.delete',
  'channel.set-topic',
  'message.react',
  'message.unreact',
  'message.pin',
  'message.unpin',
]

/** Every message, edit, deletion, topic and reaction the log tells of took exactly one position. */
export function positionFaults(log: readonly LogLine[], { places }: Snapshot): readonly string[] {
  const changes = new Map<string, number>()
  for (const { message, fields } of log) {
    if (!takePositions.includes(message)) continue
    const channel = String(fields['channel'])
    const together = fields['messages']
    changes.set(channel, (changes.get(channel) ?? 0) + (Array.isArray(together) ? together.length : 1))
  }
  return [...places.values()]
    .filter(({ id, lastPosition }) => lastPosition !== (changes.get(id) ?? 0))
    .map(
      ({ id, shown, lastPosition }) =>
        `${shown}: ${changes.get(id) ?? 0} changes, last position ${lastPosition}`,
    )
}
