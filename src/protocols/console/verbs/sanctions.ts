/** Keeping people out or quiet: kick, ban, mute, their ends, and what is in force. */
import { ban } from '../../../core/moderation/ban.ts'
import { kickUser } from '../../../core/moderation/kick-user.ts'
import { listReports } from '../../../core/moderation/report.ts'
import { listSanctions } from '../../../core/moderation/list-sanctions.ts'
import { muteUser, unmuteUser } from '../../../core/moderation/mute-user.ts'
import { unban } from '../../../core/moderation/unban.ts'
import type { Report, Sanction } from '../../../core/types.ts'
import { minuteText } from '../../../lib/time-text.ts'
import { because, isoText, isoTextOrNull, secondsText } from '../span.ts'
import { table, type TableShape } from '../table.ts'
import { answered, type VerbTable } from '../verb.ts'

const nameOrAddress = 'a name, an address or a network'

export const sanctionVerbs: VerbTable = {
  kick: {
    usage: '/kick NAME [SECONDS] [REASON]',
    summary: 'Disconnects a user everywhere; they cannot come back before the time is over.',
    arguments: { words: ['a name'], number: true, text: 'optional' },
    async run(call) {
      const [name = ''] = call.words
      const outcome = await call.run(kickUser, { name, seconds: call.number, reason: call.text })
      return answered(outcome, (kick) => {
        const usual = call.number === null ? ', the default time' : ''
        const text = `kicked ${kick.name} for ${secondsText(kick.seconds)}${usual}${because(call.text)}`
        return { text, value: { ...kick, until: isoText(kick.until) } }
      })
    },
  },
  ban: {
    usage: '/ban NAME|ADDRESS|NETWORK [REASON]',
    summary: 'Keeps a user, an address or a network such as 203.0.113.0/24 out until /unban.',
    arguments: { words: [nameOrAddress], text: 'optional' },
    async run(call) {
      const [subject = ''] = call.words
      return answered(await call.run(ban, { subject, reason: call.text }), (value) => ({
        text: `banned ${value.subject} until "/unban ${value.subject}"${because(call.text)}`,
        value,
      }))
    },
  },
  unban: {
    usage: '/unban NAME|ADDRESS|NETWORK',
    summary: 'Lifts a ban or a running kick.',
    arguments: { words: [nameOrAddress] },
    async run(call) {
      const [subject = ''] = call.words
      return answered(await call.run(unban, { subject }), (value) => ({
        text: `unbanned ${value.subject}`,
        value,
      }))
    },
  },
  mute: {
    usage: '/mute NAME [SECONDS] [REASON]',
    summary: 'Lets a user read but not write, for a time or until /unmute.',
    arguments: { words: ['a name'], number: true, text: 'optional' },
    async run(call) {
      const [name = ''] = call.words
      const outcome = await call.run(muteUser, { name, seconds: call.number, reason: call.text })
      return answered(outcome, (mute) => {
        const time = call.number === null ? `until "/unmute ${mute.name}"` : `for ${secondsText(call.number)}`
        const text = `muted ${mute.name} ${time}${because(call.text)}`
        return { text, value: { name: mute.name, until: isoTextOrNull(mute.until) } }
      })
    },
  },
  unmute: {
    usage: '/unmute NAME',
    summary: 'Lets a muted user write again.',
    arguments: { words: ['a name'] },
    async run(call) {
      const [name = ''] = call.words
      return answered(await call.run(unmuteUser, { name }), (value) => ({
        text: `unmuted ${value.name}`,
        value,
      }))
    },
  },
  bans: {
    usage: '/bans',
    summary: 'Lists every ban, kick and mute in force, newest first.',
    arguments: {},
    async run(call) {
      return answered(await call.run(listSanctions, {}), ({ sanctions }) => ({
        text: table(sanctionTable, sanctions),
        value: sanctions.map(sanctionValue),
      }))
    },
  },
  reports: {
    usage: '/reports',
    summary: 'Lists the messages that people called you to and nobody has seen to, newest first.',
    arguments: {},
    async run(call) {
      return answered(await call.run(listReports, {}), ({ reports }) => ({
        text: table(reportTable, reports),
        value: reports,
      }))
    },
  },
}

const reportTable: TableShape<Report> = {
  none: 'nobody has reported anything',
  columns: {
    'AT (UTC)': ({ createdAt }) => minuteText(createdAt),
    BY: ({ by }) => by.name,
    ABOUT: ({ author }) => author.name,
    WHERE: ({ channelName }) => (channelName === '' ? 'in private' : `#${channelName}`),
    REASON: ({ reason }) => reason ?? '',
    MESSAGE: ({ text }) => shortened(text),
  },
}

const shownOfText = 60

function shortened(text: string): string {
  const [line = ''] = text.split('\n')
  const signs = [...line]
  return signs.length > shownOfText ? `${signs.slice(0, shownOfText).join('')}…` : line
}

const sanctionTable: TableShape<Sanction> = {
  none: 'nobody is banned, kicked or muted',
  columns: {
    KIND: ({ kind }) => kind,
    SUBJECT: subjectText,
    BY: ({ by }) => by,
    'SINCE (UTC)': ({ createdAt }) => minuteText(createdAt),
    'UNTIL (UTC)': ({ expiresAt }) => (expiresAt === null ? 'for good' : minuteText(expiresAt)),
    REASON: ({ reason }) => reason ?? '',
  },
}

function sanctionValue(sanction: Sanction) {
  const { kind, by, createdAt, expiresAt, reason } = sanction
  const times = { since: isoText(createdAt), until: isoTextOrNull(expiresAt) }
  return { kind, subject: subjectText(sanction), by, ...times, reason }
}

function subjectText({ subject }: Sanction): string {
  return subject.type === 'user' ? subject.user.name : subject.network
}
