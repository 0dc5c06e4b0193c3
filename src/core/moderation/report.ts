/** Calls the operators to a message, and tells that one of them has seen to it. */
import { z } from 'zod'
import { isId } from '../../lib/id.ts'
import { actorLabel, actorName } from '../actor.ts'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference, demandReason, messageReference, reasonText } from '../input.ts'
import { messageIn } from '../messages/access.ts'
import { fitting } from '../messages/page.ts'
import type { Report, ReportId } from '../types.ts'
import { userRef } from '../users/access.ts'
import { textWithNames } from '../uploads/words.ts'
import { record } from './audit.ts'

const operators = [{ to: 'operators' }] as const

export const reportMessage = defineCommand({
  name: 'message.report',
  who: 'user',
  cost: 5,
  input: z.object({ channel: channelReference, message: messageReference, reason: reasonText }),
  /** `fresh: false`: they had reported it already. */
  async run(context, input) {
    const { actor, store, now } = context
    const access = await memberChannelFor(context, input.channel)
    demandReason(input.reason, context.policy.limits.reasonLength)
    const message = await messageIn(context, access, input.message)
    if (message.author.id === actor.id)
      throw new ChatError('bad-input', { problem: 'that is a message of your own: delete it' })
    const report: Report = {
      id: context.newId<ReportId>(),
      channel: access.channel.id,
      channelName: access.channel.name,
      message: message.id,
      author: userRef(message.author),
      text: textWithNames(message),
      sentAt: message.sentAt,
      by: userRef(actor),
      reason: input.reason,
      createdAt: now,
      settledAt: null,
      settledBy: null,
    }
    const fresh = await store.reports.add(report)
    return {
      result: { fresh },
      events: fresh ? [{ type: 'report.made', audience: operators, at: now, report }] : [],
      log: { report: report.id, message: message.id, channel: report.channel },
    }
  },
})

export const listReports = defineCommand({
  name: 'report.list',
  who: 'operator',
  cost: 1,
  input: z.object({
    /** Only those that nobody has seen to. */
    open: z.boolean().default(true),
    limit: z.int().min(1).max(1000).default(100),
  }),
  async run({ store, policy }, input) {
    const reports = await store.reports.list(input)
    const { outboxBytes } = policy.limits
    return {
      result: { reports: fitting(reports, { outboxBytes, bytesOf: ({ text }) => Buffer.byteLength(text) }) },
    }
  },
})

const reportId = z.custom<ReportId>(
  (value) => typeof value === 'string' && isId(value),
  'that is not the id of a report',
)

export const settleReport = defineCommand({
  name: 'report.settle',
  who: 'operator',
  cost: 1,
  /** `reason`: what was done about it, for the audit log. */
  input: z.object({ report: reportId, reason: reasonText }),
  async run(context, input) {
    const { actor, store, now } = context
    demandReason(input.reason, context.policy.limits.reasonLength)
    const report = await store.reports.settle(input.report, { by: actorLabel(actor), at: now })
    if (report === null) throw new ChatError('no-such-report', {})
    await record(context, {
      action: 'report.settle',
      subject: report.author.name,
      reason: input.reason,
      details: `message ${report.message}`,
    })
    const by = actorName(actor)
    return {
      result: { report },
      events: [{ type: 'report.settled', audience: operators, at: now, report, by }],
    }
  },
})
