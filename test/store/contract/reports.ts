/** The contract of `reports`. */
import { expect, it } from 'vitest'
import type { ChannelId, MessageId, Report, ReportId, UserId } from '../../../src/core/types.ts'
import type { OpenStore } from '../../../src/store/open-store.ts'
import { newId } from '../support.ts'

function reportOf(given: Partial<Report> = {}): Report {
  return {
    id: newId<ReportId>('r'),
    channel: newId<ChannelId>('c'),
    channelName: 'general',
    message: newId<MessageId>('m'),
    author: { id: newId<UserId>('u'), name: 'john' },
    text: 'buy now',
    sentAt: 900,
    by: { id: newId<UserId>('u'), name: 'mary' },
    reason: 'spam',
    createdAt: 1000,
    settledAt: null,
    settledBy: null,
    ...given,
  }
}

export function reportsContract(store: () => OpenStore): void {
  const settled = { by: 'user:ann', at: 2000 }

  it('keeps a report of each user about a message, once', async () => {
    const { reports } = store()
    const first = reportOf()
    const again = reportOf({ message: first.message, by: first.by })
    const other = reportOf({ message: first.message })
    expect(await Promise.all([first, other].map((one) => reports.add(one)))).toEqual([true, true])
    expect(await reports.add(again)).toBe(false)
    const listed = await reports.list({ open: true, limit: 100 })
    expect(listed).toEqual(expect.arrayContaining([first, other]))
    expect(listed).not.toContainEqual(again)
  })

  it('is settled once, and then listed with those that are not open only', async () => {
    const { reports } = store()
    const report = reportOf({ channelName: '', reason: null })
    await reports.add(report)
    const done = { ...report, settledAt: 2000, settledBy: 'user:ann' }
    const both = await Promise.all([reports.settle(report.id, settled), reports.settle(report.id, settled)])
    expect(both.toSorted((one) => (one === null ? 1 : -1))).toEqual([done, null])
    expect(await reports.settle(newId<ReportId>('r'), settled)).toBeNull()
    expect(await reports.list({ open: true, limit: 100 })).not.toContainEqual(
      expect.objectContaining({ id: report.id }),
    )
    expect(await reports.list({ open: false, limit: 100 })).toContainEqual(done)
  })

  it('lists the newest first, and no more than asked for', async () => {
    const { reports } = store()
    const [older, newer] = [reportOf(), reportOf()]
    await reports.add(older)
    await reports.add(newer)
    expect(await reports.list({ open: false, limit: 2 })).toEqual([newer, older])
    expect(await reports.list({ open: false, limit: 1 })).toEqual([newer])
  })
}
