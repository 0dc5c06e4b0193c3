/** Everything somebody is in, with what they have not read: for clients that come afresh, cheap however much there is. */
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely'
import type { AddressedMessage, OwnChannel, Reader } from '../../core/store-port.ts'
import type { UserId } from '../../core/types.ts'
import { foldName } from '../../lib/fold.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { lastSpokenAt, spokenKinds } from '../messages/spoken.ts'
import { channelColumns, channelFrom, membershipColumns, membershipFrom } from '../rows.ts'
import type { Tables } from '../tables.ts'

type Asked = Pick<Dialect, 'db' | 'larger'>

export async function ownChannels(dialect: Asked, user: UserId, changes: number): Promise<OwnChannel[]> {
  const rows = await dialect.db
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .select(channelColumns.map((column) => `channels.${column}` as const))
    .select(membershipColumns.map((column) => `memberships.${column}` as const))
    .select((is) => [unreadCount(dialect, is, changes).as('unread'), lastSpokenAt(is).as('latest_at')])
    .where('memberships.user_id', '=', user)
    .orderBy((is) => is.fn.coalesce('channels.folded_name', sql.lit('')))
    .orderBy('channels.id')
    .execute()
  return rows.map((row) => ({
    channel: channelFrom(row),
    membership: membershipFrom(row),
    unread: row.unread ?? 0,
    latestAt: row.latest_at ?? null,
  }))
}

type Both = ExpressionBuilder<Tables, 'memberships' | 'channels'>

/** Positions have no gaps: a place so far before the end leaves at most so many messages to look at. */
function unreadFrom(dialect: Asked, is: Both, changes: number): Expression<number> {
  return dialect.larger(is.ref('memberships.read_position'), is('channels.last_position', '-', changes))
}

function unreadCount(dialect: Asked, is: Both, changes: number) {
  return is
    .selectFrom('messages')
    .select((inner) => inner.fn.countAll<number>().as('count'))
    .whereRef('messages.channel_id', '=', 'memberships.channel_id')
    .where('messages.position', '>', unreadFrom(dialect, is, changes))
    .whereRef('messages.author_id', '!=', 'memberships.user_id')
    .where('messages.deleted_at', 'is', null)
    .where('messages.kind', 'in', spokenKinds)
}

/** Texts that hold one of the reader's names behind an `@`, wherever; whether they mean it is for the core to say. */
export async function addressed(
  dialect: Asked,
  reader: Reader,
  within: { readonly changes: number; readonly limit: number },
): Promise<AddressedMessage[]> {
  const rows = await dialect.db
    .selectFrom('memberships')
    .innerJoin('channels', 'channels.id', 'memberships.channel_id')
    .innerJoin('messages', 'messages.channel_id', 'channels.id')
    .select(['messages.channel_id', 'messages.text'])
    .select((is) => isAnswer(dialect.db, reader.id, is.ref('messages.reply_to')).as('answers'))
    .where('memberships.user_id', '=', reader.id)
    .where('channels.kind', '!=', 'direct')
    .where((is) => is('messages.position', '>', unreadFrom(dialect, is, within.changes)))
    .where('messages.author_id', '!=', reader.id)
    .where('messages.deleted_at', 'is', null)
    .where('messages.kind', 'in', spokenKinds)
    .where((is) =>
      is.or([
        isAnswer(dialect.db, reader.id, is.ref('messages.reply_to')),
        ...namesOf(reader).map((name) => holds(is.ref('messages.text'), `@${name}`)),
      ]),
    )
    .orderBy('messages.seq', 'desc')
    .limit(within.limit)
    .execute()
  return rows.map((row) => ({
    channel: row.channel_id,
    text: row.text,
    answersReader: Number(row.answers) === 1,
  }))
}

function namesOf({ name, account }: Reader): readonly string[] {
  return [...new Set([name, account].filter((one) => one !== null).map(foldName))]
}

function holds(text: Expression<string>, part: string) {
  const pattern = `%${part.replaceAll(/[!%_]/g, '!$&')}%`
  return sql<SqlBool>`lower(${text}) LIKE ${pattern} ESCAPE '!'`
}

function isAnswer(db: Kysely<Tables>, reader: UserId, replyTo: Expression<string | null>) {
  return sql<SqlBool>`EXISTS ${db
    .selectFrom('messages as answered')
    .select('answered.id')
    .where('answered.author_id', '=', reader)
    .where((is) => is('answered.id', '=', sql<never>`${replyTo}`))}`
}
