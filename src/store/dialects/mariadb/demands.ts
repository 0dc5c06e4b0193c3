/** Whether a server will do: what no connection can set for itself must be right already. */
import { type Kysely, sql } from 'kysely'
import type { Log } from '../../../core/ports.ts'
import type { Tables } from '../../tables.ts'

interface Found {
  readonly version: string
  readonly read_only: number
  readonly row_format: string
  readonly page_size: number
  readonly log_bin: number
  readonly binlog_format: string
  readonly flush: number
}

const least = [10, 6] as const

export async function demandServer(db: Kysely<Tables>, log: Log): Promise<void> {
  const { rows } = await sql<Found>`SELECT version() AS version, @@global.read_only AS read_only,
    @@global.innodb_default_row_format AS row_format, @@global.innodb_page_size AS page_size,
    @@global.log_bin AS log_bin, @@binlog_format AS binlog_format,
    @@global.innodb_flush_log_at_trx_commit AS flush`.execute(db)
  const [found] = rows
  const problem = found === undefined ? 'it does not say what it is' : problemOf(found)
  if (problem !== null) throw new Error(problem)
  if (found?.flush !== 1)
    log.warn(
      { innodb_flush_log_at_trx_commit: found?.flush },
      'this database server flushes to disk later than it acknowledges: what was said in the last second can be lost; set innodb_flush_log_at_trx_commit to 1',
    )
}

export function problemOf(found: Found): string | null {
  if (!isNewEnough(found.version))
    return `it is ${found.version}, and MariaDB ${least.join('.')} is the oldest that will do`
  if (found.read_only === 1) return 'it only answers and takes no changes: this is not the primary'
  if (!/^dynamic$/i.test(found.row_format)) return 'innodb_default_row_format must be dynamic'
  if (found.page_size < 16_384) return 'innodb_page_size must be 16k or more'
  if (found.log_bin === 1 && /^statement$/i.test(found.binlog_format))
    return 'binlog_format must be MIXED or ROW'
  return null
}

function isNewEnough(version: string): boolean {
  const [, major = '0', minor = '0'] = /^(?:5\.5\.5-)?(\d+)\.(\d+)\S*-MariaDB/i.exec(version) ?? []
  return Number(major) > least[0] || (Number(major) === least[0] && Number(minor) >= least[1])
}
