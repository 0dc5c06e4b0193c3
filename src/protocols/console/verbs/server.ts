/** The server as a whole: how it is, what was done to it, and its end. */
import { listAudit } from '../../../core/moderation/list-audit.ts'
import { listChannels } from '../../../core/channels/list-channels.ts'
import { announce } from '../../../core/node/announce.ts'
import { reload, setLogLevel } from '../../../core/node/reload.ts'
import { status } from '../../../core/node/status.ts'
import type { ReloadReport } from '../../../core/ports.ts'
import type { ListedChannel } from '../../../core/store-port.ts'
import type { AuditEntry } from '../../../core/types.ts'
import { printable } from '../../../lib/printable.ts'
import { isoText, isoTextOrNull, secondText } from '../span.ts'
import { table, type TableShape } from '../table.ts'
import { answered, refused, type VerbTable } from '../verb.ts'
import { statusText, statusValue } from './status-text.ts'

const levels = ['error', 'warn', 'info', 'debug'] as const
const mostAudit = 10_000

export const serverVerbs: VerbTable = {
  announce: {
    usage: '/announce TEXT',
    summary: 'Says something to everybody who is connected.',
    arguments: { text: { required: 'the text' } },
    async run(call) {
      return answered(await call.run(announce, { text: call.text }), () => ({
        text: `announced to everybody connected: ${printable(call.text)}`,
        value: null,
      }))
    },
  },
  channels: {
    usage: '/channels',
    summary: 'Lists all channels, private ones too.',
    arguments: {},
    async run(call) {
      return answered(await call.run(listChannels, {}), ({ channels }) => ({
        text: table(channelTable, channels),
        value: channels.map(channelValue),
      }))
    },
  },
  status: {
    usage: '/status',
    summary: 'Shows how the server is doing and where its doors are.',
    arguments: {},
    async run(call) {
      return answered(await call.run(status, {}), (found) => ({
        text: statusText(found),
        value: statusValue(found),
      }))
    },
  },
  audit: {
    usage: '/audit [COUNT]',
    summary: 'Shows what operators did, the newest last; 20 entries unless told otherwise.',
    arguments: { number: true },
    async run(call) {
      const limit = call.number ?? 20
      if (!Number.isInteger(limit) || limit < 1 || limit > mostAudit) {
        return refused(`the count must be a whole number from 1 to ${mostAudit}`)
      }
      return answered(await call.run(listAudit, { limit }), ({ entries }) => {
        const oldestFirst = entries.toReversed()
        return { text: table(auditTable, oldestFirst), value: oldestFirst.map(auditValue) }
      })
    },
  },
  reload: {
    usage: '/reload',
    summary: 'Reads the configuration again and says what changed and what needs a restart.',
    arguments: {},
    async run(call) {
      return answered(await call.run(reload, {}), (report) => ({ text: reloadText(report), value: report }))
    },
  },
  log: {
    usage: '/log error|warn|info|debug',
    summary: 'Sets the least important lines the log still takes, until the next start.',
    arguments: { words: ['the level'] },
    async run(call) {
      const level = levels.find((known) => known === call.words[0]?.toLowerCase())
      if (level === undefined) return refused(`no such log level; there are ${levels.join(', ')}`)
      return answered(await call.run(setLogLevel, { level }), (value) => ({
        text: `the log level is now ${level}, until the next start`,
        value,
      }))
    },
  },
}

const channelTable: TableShape<ListedChannel> = {
  none: 'no channels',
  columns: {
    NAME: ({ channel }) => `#${channel.name}`,
    KIND: ({ channel }) => channel.kind,
    MEMBERS: ({ members }) => members,
    ARCHIVED: ({ channel }) => (channel.archivedAt === null ? 'no' : 'yes'),
    TOPIC: ({ channel }) => channel.topic,
  },
}

function channelValue({ channel, members }: ListedChannel) {
  const { name, kind, topic, settings } = channel
  const times = { created: isoText(channel.createdAt), archived: isoTextOrNull(channel.archivedAt) }
  return { name, kind, members, topic, secret: settings.secret, ...times }
}

const auditTable: TableShape<AuditEntry> = {
  none: 'no operator has done anything yet',
  columns: {
    'TIME (UTC)': ({ at }) => secondText(at),
    BY: ({ by }) => by,
    ACTION: ({ action }) => action,
    SUBJECT: ({ subject }) => subject ?? '-',
    DETAILS: ({ details }) => details ?? '-',
    REASON: ({ reason }) => reason ?? '',
  },
}

function auditValue({ at, ...entry }: AuditEntry) {
  return { at: isoText(at), ...entry }
}

function reloadText({ changed, needRestart }: ReloadReport): string {
  const first = changed.length === 0 ? 'read again: nothing changed' : `changed: ${changed.join(', ')}`
  return needRestart.length === 0 ? first : `${first}\nneeds a restart: ${needRestart.join(', ')}`
}
