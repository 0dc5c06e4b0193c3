/** Sending, changing, access and search on SQLite: one precompiled script each. The casts here are the database's door. */
import type { MembershipRow } from '../tables.ts'
import type { ChannelFields, MessageFields } from '../rows.ts'
import type { AccessRow, HotPaths } from './dialect.ts'
import type { SqlValue } from './sqlite-protocol.ts'
import { records } from './sqlite-driver.ts'
import { type ScriptName, scripts } from './sqlite-scripts.ts'
import type { SqliteThread } from './sqlite-thread.ts'
import type { SqliteWriter } from './sqlite-writer.ts'

type Fields = Record<string, SqlValue>

export interface HotThreads {
  readonly reader: SqliteThread
  /** Searches may take long; access must not wait behind them. */
  readonly searcher: SqliteThread
  readonly writer: SqliteWriter
}

export function sqliteHotPaths(threads: HotThreads): HotPaths {
  const { reader, searcher, writer } = threads
  const change = async (name: ScriptName, parameters: readonly SqlValue[]) =>
    (await writer.change({ kind: 'script', name, parameters })).rows
  const read = async (thread: SqliteThread, name: ScriptName, parameters: readonly SqlValue[]) =>
    records(await thread.ask({ kind: 'script', name, parameters }), scripts[name].columns)
  const changed = async (name: 'message.edit' | 'message.remove', parameters: readonly SqlValue[]) => {
    const [fields] = records({ rows: await change(name, parameters), changes: 0 }, scripts[name].columns)
    return fields === undefined ? null : (fields as unknown as MessageFields)
  }

  return {
    async appendMessage(message) {
      const { id, channel, author, kind, text, replyTo, clientTag, sentAt } = message
      const values = [id, channel, author.id, author.name, kind, text, replyTo, clientTag, sentAt]
      const [row] = await change('message.append', values)
      return row === undefined ? null : Number(row[0])
    },
    editMessage: (id, { text, at }) => changed('message.edit', [id, at, text]),
    removeMessage: (id, at) => changed('message.remove', [id, at, '']),
    async channelAccess(reference, user, now) {
      const byId = 'id' in reference
      const name = byId ? 'channel.access-by-id' : 'channel.access-by-name'
      const [fields] = await read(reader, name, [byId ? reference.id : reference.name, user, now])
      return fields === undefined ? null : accessRow(fields)
    },
    async searchMessages({ text, user, channel, limit }) {
      const found = await read(searcher, 'message.search', [text, user, channel, limit])
      return found.map((fields) => ({
        channel: fields as unknown as ChannelFields,
        message: prefixed(fields, 'm_') as unknown as MessageFields,
      }))
    },
  }
}

function accessRow(fields: Fields): AccessRow {
  const member = fields['member_user_id'] !== null
  const mute = fields['mute_id'] !== null
  return {
    ...(fields as unknown as ChannelFields),
    membership: member
      ? ({ ...prefixed(fields, 'member_'), channel_id: fields['id'] } as unknown as MembershipRow)
      : null,
    mute: mute ? (prefixed(fields, 'mute_') as unknown as AccessRow['mute']) : null,
  }
}

function prefixed(fields: Fields, prefix: string): Fields {
  const own: Fields = {}
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith(prefix)) own[name.slice(prefix.length)] = value
  }
  return own
}
