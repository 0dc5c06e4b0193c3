/** Sending, changing, access and search on SQLite: one precompiled script each. */
import type { NewMessage, NewPin, NewPreviews, NewReaction } from '../../../core/store-port.ts'
import { type MessageFields, previewsText, type SignFields, tagsText, uploadsText } from '../../rows.ts'
import type { EditedRow, HotPaths } from '../dialect.ts'
import { type AccessFields, accessRow } from '../joined-rows.ts'
import type { Rows, SqlValue } from './protocol.ts'
import { records } from './records.ts'
import { type ScriptName, scripts } from './scripts.ts'
import { latestBy, searchMessages } from './search.ts'
import type { LaterThread } from './later-thread.ts'
import type { SqliteThread } from './thread.ts'
import type { SqliteWriter } from './writer.ts'

export interface HotThreads {
  readonly reader: SqliteThread
  /** Searches may take long; access must not wait behind them. */
  readonly searcher: LaterThread
  readonly writer: SqliteWriter
}

export function sqliteHotPaths({ reader, searcher, writer }: HotThreads): HotPaths {
  const change = (name: ScriptName, parameters: readonly SqlValue[]) =>
    writer.change({ kind: 'script', name, parameters })

  return {
    async appendMessage(message) {
      return position(await change(appendOf(message), appended(message)))
    },
    async appendTogether(messages) {
      const work = { kind: 'script', name: 'message.append-together', ...together(messages) } as const
      const places = placesIn(await writer.change(work))
      return messages.map((_, index) => places[index] ?? null)
    },
    editMessage: async (id, { text, at, previews = [] }) =>
      edited(await change('message.edit', [id, at, text, previewsText(previews)])),
    async removeMessage(id, at) {
      const answer = await change('message.remove', [id, at, ''])
      return records<MessageFields>(answer, scripts['message.remove'].columns)[0] ?? null
    },
    addReaction: async (reaction, limit) => position(await change('reaction.add', [...put(reaction), limit])),
    removeReaction: async (reaction) => position(await change('reaction.remove', put(reaction))),
    pin: async (pin, limit) => position(await change('pin.add', [...pinnedBy(pin), limit])),
    unpin: async (pin) => position(await change('pin.remove', pinnedBy(pin))),
    setPreviews: async (given) => position(await change('preview.set', previewed(given))),
    async channelAccess(reference, user, now) {
      const byId = 'id' in reference
      const name = byId ? 'channel.access-by-id' : 'channel.access-by-name'
      const parameters = [byId ? reference.id : reference.name, user, now]
      const [row] = records<AccessFields>(
        await reader.ask({ kind: 'script', name, parameters }),
        scripts[name].columns,
      )
      return row === undefined ? null : accessRow(row)
    },
    latestBy: (channel, author) => latestBy(reader, channel, author),
    searchMessages: (query) => searchMessages(searcher, query),
  }
}

function appendOf({ kind, uploads }: NewMessage): ScriptName {
  if (uploads.length > 0) return 'message.append-with-uploads'
  return kind === 'topic' ? 'topic.append' : 'message.append'
}

/** In the order of the script's parameters. */
function appended(message: NewMessage): readonly SqlValue[] {
  const { id, channel, author, kind, text, replyTo, clientTag, sentAt, tags, uploads } = message
  const said = [kind, text, replyTo, clientTag, sentAt]
  const row = [id, channel, author.id, author.name, ...said, author.account, author.userhost, tagsText(tags)]
  if (uploads.length === 0) return row
  return [...row, uploadsText(uploads), JSON.stringify(uploads.map((upload) => upload.id))]
}

/** In the order of the script's parameters: what all have in common crosses once. */
function together(messages: readonly NewMessage[]) {
  const [first] = messages
  if (first === undefined) return { parameters: [], each: [] }
  const { channel, author, kind } = first
  const parameters = [channel, author.id, author.name, kind, author.account, author.userhost]
  return {
    parameters,
    each: messages.map(({ id, text, clientTag, sentAt }) => [id, text, clientTag, sentAt]),
  }
}

function put({ message, author, reaction, at }: NewReaction): readonly SqlValue[] {
  return [message, author.id, author.name, author.account, author.userhost, reaction, at]
}

function pinnedBy({ message, by, at }: NewPin): readonly SqlValue[] {
  return [message, by.id, by.name, by.account, by.userhost, at]
}

function previewed({ message, at, previews, removed, since }: NewPreviews): readonly SqlValue[] {
  const gone = removed.length === 0 ? null : JSON.stringify(removed)
  return [message, at, previewsText(previews), gone, since.editedAt, since.position]
}

/** Nothing where the script found nothing to do. */
function position({ rows }: Rows): number | null {
  return rows[0] === undefined ? null : Number(rows[0][0])
}

/** Counted from where the channel was. */
function placesIn({ rows: [before, places = []] }: Rows): readonly (number | null)[] {
  const last = Number(before?.[0])
  return places.map((place) => (place === null ? null : last + Number(place)))
}

function edited(answer: Rows): EditedRow | null {
  const [row] = records<MessageFields & { signs: string }>(answer, scripts['message.edit'].columns)
  if (row === undefined) return null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by the script itself: the database's door
  const signs = JSON.parse(row.signs) as [SignFields['user_id'], string, string, number][]
  return {
    message: row,
    signs: signs.map(([user_id, user_name, reaction, changed_position]) => ({
      user_id,
      user_name,
      reaction,
      changed_position,
    })),
  }
}
