/** Kicks, mutes and bans, of users and of networks. */
import type { Expression, ExpressionBuilder, Kysely, SqlBool } from 'kysely'
import type { SanctionStore } from '../core/store-port.ts'
import type { Sanction, SanctionKind, UserId } from '../core/types.ts'
import { addressBytes, isIpv4, parseNetwork } from '../lib/network.ts'
import type { Dialect } from './dialects/dialect.ts'
import { prepared, type Reader } from './prepared.ts'
import { sanctionColumns, sanctionFrom } from './rows.ts'
import type { SanctionsTable, Tables } from './tables.ts'

export function sanctionStore(dialect: Dialect): SanctionStore {
  const { db } = dialect
  const lift = (lifted: { by: string; at: number }) =>
    db
      .updateTable('sanctions')
      .set({ lifted_by: lifted.by, lifted_at: lifted.at })
      .where((is) => isRunning(is, lifted.at))

  return {
    async add(sanction) {
      await db.insertInto('sanctions').values(rowOf(sanction)).execute()
    },
    async liftUser(user, kinds, lifted) {
      if (kinds.length === 0) return 0
      const query = lift(lifted).where('user_id', '=', user).where('kind', 'in', kinds)
      return Number((await query.executeTakeFirst()).numUpdatedRows)
    },
    async liftNetwork(network, lifted) {
      const text = parseNetwork(network)?.text ?? network
      return Number((await lift(lifted).where('network', '=', text).executeTakeFirst()).numUpdatedRows)
    },
    ofUser: async (user, now) => (await onUser.on(dialect, { user, now })).map(sanctionFrom),
    coveringAddress: (address, kind, now) => covering(dialect, { address, kind, now }),
    active: async (now) => (await runningSanctions(db, now).execute()).map(sanctionFrom),
  }
}

function runningSanctions(db: Kysely<Tables>, now: number) {
  return db
    .selectFrom('sanctions')
    .select(sanctionColumns)
    .where((is) => isRunning(is, now))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
}

const onUser = prepared((db, given: { readonly user: UserId; readonly now: number }) =>
  runningSanctions(db, given.now).where('user_id', '=', given.user),
)

interface Covered {
  readonly kind: SanctionKind
  readonly bytes: Uint8Array
  readonly lowest: Uint8Array
  readonly now: number
}

const onAddress = prepared((db, { kind, bytes, lowest, now }: Covered) =>
  runningSanctions(db, now)
    .where('kind', '=', kind)
    .where('network_low', '<=', bytes)
    .where('network_low', '>=', lowest)
    .where('network_high', '>=', bytes)
    .limit(1),
)

async function covering(
  reader: Reader,
  { address, kind, now }: { readonly address: string; readonly kind: SanctionKind; readonly now: number },
): Promise<Sanction | null> {
  const bytes = addressBytes(address)
  if (bytes === null) return null
  const lowest = isIpv4(bytes) ? lowestIpv4 : lowestIpv6
  const [row] = await onAddress.on(reader, { kind, bytes, lowest, now })
  return row === undefined ? null : sanctionFrom(row)
}

/** An IPv6 network that happens to hold the mapped range says nothing about IPv4. */
const lowestIpv4 = Buffer.alloc(16).fill(0xff, 10, 12)
const lowestIpv6 = Buffer.alloc(16)

function isRunning(is: ExpressionBuilder<Tables, 'sanctions'>, now: number): Expression<SqlBool> {
  const unexpired = is.or([is('expires_at', 'is', null), is('expires_at', '>', now)])
  return is.and([is('lifted_at', 'is', null), unexpired])
}

function rowOf(sanction: Sanction): SanctionsTable {
  const { subject } = sanction
  const user = subject.type === 'user' ? subject.user : null
  const network = subject.type === 'network' ? parseNetwork(subject.network) : null
  if (user === null && network === null) throw new TypeError('a sanction needs a user or a network')
  return {
    id: sanction.id,
    kind: sanction.kind,
    user_id: user?.id ?? null,
    user_name: user?.name ?? null,
    network: network?.text ?? null,
    network_low: network?.low ?? null,
    network_high: network?.high ?? null,
    reason: sanction.reason,
    created_by: sanction.by,
    created_at: sanction.createdAt,
    expires_at: sanction.expiresAt,
    lifted_by: null,
    lifted_at: null,
  }
}
