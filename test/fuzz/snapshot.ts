/** What the database says at one moment: channels, who is in them, and where every text is. */
import { join } from 'node:path'
import Database from 'better-sqlite3'

export interface Place {
  readonly id: string
  readonly shown: string
  readonly kind: 'public' | 'private' | 'direct'
  /** By id: names change. */
  readonly members: ReadonlySet<string>
  readonly lastPosition: number
}

export interface Said {
  readonly place: string
  readonly at: number
}

export interface Snapshot {
  /** By id. */
  readonly places: ReadonlyMap<string, Place>
  /** By the unique part of the text. */
  readonly said: ReadonlyMap<string, Said>
  /** By the name somebody goes by. */
  readonly userIds: ReadonlyMap<string, string>
}

/** Longer than what makes the name of a guest, which is random too. */
export const uniquePart = /t\d{4,}z/g

export class Snapshots {
  readonly #database: Database.Database

  constructor(data: string) {
    this.#database = new Database(join(data, 'parlance.sqlite'), { readonly: true, timeout: 10_000 })
  }

  take(): Snapshot {
    const all = <Row>(sql: string): Row[] => this.#database.prepare(sql).all() as Row[]
    const users = all<{ id: string; name: string }>('SELECT id, name FROM users')
    const members = Map.groupBy(
      all<{ channel_id: string; user_id: string }>('SELECT channel_id, user_id FROM memberships'),
      ({ channel_id: id }) => id,
    )
    const places = all<ChannelRow>('SELECT * FROM channels').map((row) => {
      const here = (members.get(row.id) ?? []).map(({ user_id: id }) => id)
      return [row.id, placeFrom(row, here)] as const
    })
    const said = all<MessageRow>('SELECT * FROM messages').flatMap((row) =>
      [...row.text.matchAll(uniquePart)].map(([text]) => [text, saidFrom(row)] as const),
    )
    return {
      places: new Map(places),
      said: new Map(said),
      userIds: new Map(users.map(({ id, name }) => [name, id])),
    }
  }

  integrity(): unknown {
    return this.#database.pragma('integrity_check', { simple: true })
  }

  close(): void {
    this.#database.close()
  }
}

interface ChannelRow {
  readonly id: string
  readonly kind: Place['kind']
  readonly name: string
  readonly first_id: string | null
  readonly second_id: string | null
  readonly last_position: number
}

interface MessageRow {
  readonly channel_id: string
  readonly text: string
  readonly position: number
  readonly changed_position: number
  readonly edited_at: number | null
}

function placeFrom(row: ChannelRow, members: readonly string[]): Place {
  const { id, kind, name, first_id: first, second_id: second, last_position: lastPosition } = row
  if (kind !== 'direct') return { id, kind, shown: `#${name}`, members: new Set(members), lastPosition }
  const pair = [first ?? '', second ?? '']
  return { id, kind, shown: pair.join(' '), members: new Set(pair), lastPosition }
}

function saidFrom({
  channel_id: place,
  edited_at: edited,
  position,
  changed_position: changed,
}: MessageRow): Said {
  return { place, at: edited === null ? position : changed }
}
