/** For those to whom the console has granted a role. */
import { z } from 'zod'
import { ban } from '../../../core/moderation/ban.ts'
import { kickUser } from '../../../core/moderation/kick-user.ts'
import { listAudit } from '../../../core/moderation/list-audit.ts'
import { listSanctions } from '../../../core/moderation/list-sanctions.ts'
import { muteUser, unmuteUser } from '../../../core/moderation/mute-user.ts'
import { listReports, reportMessage, settleReport } from '../../../core/moderation/report.ts'
import { unban } from '../../../core/moderation/unban.ts'
import { announce } from '../../../core/node/announce.ts'
import { reportOf } from '../encode/shapes.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

export const moderationVerbs = {
  'user.kick': verb(kickUser, {
    about: 'Disconnects somebody everywhere and keeps them out for some seconds.',
    ok: z.object({ name: z.string(), seconds: z.int(), until: shapes.time }),
    answer: ({ name, seconds, until }) => ({ name, seconds, until }),
  }),
  'user.mute': verb(muteUser, {
    about: 'Lets somebody read, not write, for some seconds or until unmuted.',
    ok: z.object({ name: z.string(), until: shapes.time.nullable() }),
    answer: ({ name, until }) => ({ name, until }),
  }),
  'user.unmute': verb(unmuteUser, {
    about: 'Lets somebody write again.',
    ok: z.object({ name: z.string() }),
    answer: ({ name }) => ({ name }),
  }),
  'user.ban': verb(ban, {
    about: 'Keeps a user, an address or a network out until unbanned.',
    ok: z.object({ subject: z.string() }),
    answer: ({ subject }) => ({ subject }),
  }),
  'user.unban': verb(unban, {
    about: 'Lifts a ban or a running kick.',
    ok: z.object({ subject: z.string() }),
    answer: ({ subject }) => ({ subject }),
  }),
  'sanction.list': verb(listSanctions, {
    about: 'The kicks, mutes and bans in force.',
    ok: z.object({ sanctions: z.array(shapes.sanction) }),
    answer: ({ sanctions }) => ({ sanctions: [...sanctions] }),
  }),
  'message.report': verb(reportMessage, {
    about: 'Calls the operators to a message. `fresh: false`: you had done so already.',
    ok: z.object({ fresh: z.boolean() }),
    answer: ({ fresh }) => ({ fresh }),
  }),
  'report.list': verb(listReports, {
    about: 'The messages that people called the operators to, newest first.',
    ok: z.object({ reports: z.array(shapes.report) }),
    answer: ({ reports }) => ({ reports: reports.map(reportOf) }),
  }),
  'report.settle': verb(settleReport, {
    about: 'Tells the other operators that you have seen to a report.',
    ok: z.object({ report: shapes.report }),
    answer: ({ report }) => ({ report: reportOf(report) }),
  }),
  'audit.list': verb(listAudit, {
    about: 'What operators have done, newest first. For admins.',
    ok: z.object({ entries: z.array(shapes.auditEntry) }),
    answer: ({ entries }) => ({ entries: [...entries] }),
  }),
  'node.announce': verb(announce, {
    about: 'Says something to everybody connected.',
    ok: z.null(),
    answer: () => null,
  }),
} as const
