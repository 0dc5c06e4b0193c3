/** Sending, changing, access and search on SQLite: one precompiled script each. */
import type { NewMessage } from '../../core/store-port.ts'
import { type ChannelFields, type MessageFields, tagsText } from '../rows.ts'
import type { AccessRow, FoundRow, HotPaths } from './dialect.ts'
import { records } from './sqlite-driver.ts'
import type { Rows, SqlValue } from './sqlite-protocol.ts'
import { type ScriptName, scripts } from './sqlite-scripts.ts'
import type { LaterThread } from './sqlite-later-thread.ts'
import type { SqliteThread } from './sqlite-thread.ts'
import type { SqliteWriter } from './sqlite-writer.ts'

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
      const script = message.kind === 'topic' ? 'topic.append' : 'message.append'
      const { rows } = await change(script, appended(message))
      return rows[0] === undefined ? null : Number(rows[0][0])
    },
    editMessage: async (id, { text, at }) => changed(await change('message.edit', [id, at, text])),
    removeMessage: async (id, at) => changed(await change('message.remove', [id, at, ''])),
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
    async searchMessages({ text, user, channel, limit }) {
      const name = 'message.search'
      const answer = await searcher.ask({ kind: 'script', name, parameters: [text, user, channel, limit] })
      return records<FoundFields>(answer, scripts[name].columns).map(foundRow)
    },
  }
}

/** In the order of the script's parameters. */
function appended(message: NewMessage): readonly SqlValue[] {
  const { id, channel, author, kind, text, replyTo, clientTag, sentAt, tags } = message
  const said = [kind, text, replyTo, clientTag, sentAt]
  return [id, channel, author.id, author.name, ...said, author.account, author.userhost, tagsText(tags)]
}

type Membership = NonNullable<AccessRow['membership']>
type Mute = NonNullable<AccessRow['mute']>
type Prefixed<Fields, Prefix extends string> = {
  [Name in keyof Fields & string as `${Prefix}_${Name}`]: Fields[Name]
}
type OrNull<Fields> = { [Name in keyof Fields]: Fields[Name] | null }

type AccessFields = ChannelFields &
  OrNull<Prefixed<Omit<Membership, 'channel_id'>, 'member'>> &
  OrNull<Prefixed<Mute, 'mute'>> & { readonly has_mutes: 0 | 1 }
type FoundFields = ChannelFields & Prefixed<MessageFields, 'm'>

function changed(answer: Rows): MessageFields | null {
  return records<MessageFields>(answer, scripts['message.edit'].columns)[0] ?? null
}

function accessRow(row: AccessFields): AccessRow {
  return { ...row, membership: membershipIn(row), mute: muteIn(row) }
}

function membershipIn(row: AccessFields): Membership | null {
  const { member_user_id: user_id, member_role: role, member_joined_at: joined_at } = row
  if (user_id === null || role === null || joined_at === null) return null
  return {
    channel_id: row.id,
    user_id,
    role,
    joined_at,
    read_position: row.member_read_position ?? 0,
    read_at: row.member_read_at,
    voiced: row.member_voiced ?? 0,
  }
}

function muteIn(row: AccessFields): Mute | null {
  const { mute_id: id, mute_created_by: created_by, mute_created_at: created_at } = row
  if (id === null || created_by === null || created_at === null) return null
  const {
    mute_user_id: user_id,
    mute_user_name: user_name,
    mute_reason: reason,
    mute_expires_at: expires_at,
  } = row
  return { id, user_id, user_name, reason, created_by, created_at, expires_at }
}

function foundRow(row: FoundFields): FoundRow {
  const message: MessageFields = {
    id: row.m_id,
    channel_id: row.m_channel_id,
    position: row.m_position,
    changed_position: row.m_changed_position,
    author_id: row.m_author_id,
    author_name: row.m_author_name,
    author_account: row.m_author_account,
    author_userhost: row.m_author_userhost,
    kind: row.m_kind,
    text: row.m_text,
    reply_to: row.m_reply_to,
    tags: row.m_tags,
    sent_at: row.m_sent_at,
    edited_at: row.m_edited_at,
    deleted_at: row.m_deleted_at,
  }
  return { channel: row, message }
}
