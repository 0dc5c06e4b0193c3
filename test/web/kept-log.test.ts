/** What is kept of a channel: its newest messages, bounded, moved on by changes as a log on the page is. */
import { describe, expect, test } from 'vitest'
import type { WireChange } from '../../src/protocols/api/wire.ts'
import type { Call } from '../../web/src/connection/calls.ts'
import { refresh } from '../../web/src/offline/refresh.ts'
import { OwnChannels } from '../../web/src/state/own-channels.ts'
import { caughtUp, heard, keptOf, logOf, type KeptLog } from '../../web/src/offline/kept-log.ts'
import { messageAt } from './made-up.ts'

const message = (position: number, text = `text ${position}`) => messageAt(position, text)

function sent(position: number, text?: string): WireChange {
  return { kind: 'message', position, message: message(position, text) }
}

function keptUpTo(count: number, text?: string): KeptLog {
  const messages = Array.from({ length: count }, (_, index) => message(index + 1, text))
  return { channel: 'c', openedAt: 1, upTo: count, from: 0, messages }
}

describe('what is kept of a channel', () => {
  test('is its newest hundred messages, and says where they begin', () => {
    const kept = keptOf(logOf(keptUpTo(250)), { channel: 'c', openedAt: 1 })
    expect(kept?.messages).toHaveLength(100)
    expect(kept).toMatchObject({ from: 151, upTo: 250 })
    expect(kept?.messages[0]?.position).toBe(151)
  })

  test('is less, where messages are long', () => {
    const kept = keptOf(logOf(keptUpTo(90, 'x'.repeat(10_000))), { channel: 'c', openedAt: 1 })
    expect(kept?.messages.length).toBeGreaterThan(20)
    expect(JSON.stringify(kept?.messages).length).toBeLessThan(300_000)
    expect(kept?.from).toBe(kept?.messages[0]?.position)
  })

  test('is nothing of a window that does not reach the newest message', () => {
    const log = { ...logOf(keptUpTo(10)), to: 10 }
    expect(keptOf(log, { channel: 'c', openedAt: 1 })).toBeNull()
  })

  test('moves on with what is heard, and waits where something is missing', () => {
    const kept = heard(keptUpTo(3), [sent(4), sent(6), sent(4)])
    expect(kept.upTo).toBe(4)
    expect(kept.messages.map(({ position }) => position)).toEqual([1, 2, 3, 4])
  })

  test('loses the text of what is deleted, while it lives and after an absence', () => {
    const deleted: WireChange = {
      kind: 'message',
      position: 4,
      message: { ...message(2, ''), changedPosition: 4, deletedAt: 5 },
    }
    const live = heard(keptUpTo(3), [deleted])
    const late = caughtUp(keptUpTo(3), { changes: [deleted], position: 7 })
    for (const kept of [live, late]) expect(JSON.stringify(kept)).not.toContain('text 2')
    expect(late.upTo).toBe(7)
  })
})

async function refreshed(kept: KeptLog, newest: number) {
  const channels = new OwnChannels()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only what is asked of a channel here
  channels.put({ channel: { id: 'c', lastPosition: newest } } as never)
  const asked: string[] = []
  const stored: KeptLog[] = []
  const answers: Readonly<Record<string, unknown>> = {
    'message.list-changes': { changes: [sent(newest)], position: newest },
    'message.read-range': { messages: [message(newest - 1), message(newest)] },
  }
  const call = async (name: string) => {
    asked.push(name)
    return answers[name]
  }
  await refresh({
    database: {
      channels: async () => ['c'],
      log: async () => kept,
      replace: async (log) => void stored.push(log),
    },
    chat: { channels, heldView: () => undefined },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server of two answers
    call: call as unknown as Call,
    pageLength: () => 100,
    pause: async () => undefined,
  })
  return { asked, stored }
}

describe('what is kept of channels nobody looks at', () => {
  test('catches up with what was missed', async () => {
    const { asked, stored } = await refreshed(keptUpTo(3), 5)
    expect(asked).toEqual(['message.list-changes'])
    expect(stored.map(({ upTo, messages }) => [upTo, messages.length])).toEqual([[5, 4]])
  })

  test('is read anew where much was missed', async () => {
    const { asked, stored } = await refreshed(keptUpTo(3), 1000)
    expect(asked).toEqual(['message.read-range'])
    expect(stored.map(({ upTo, from, messages }) => [upTo, from, messages.length])).toEqual([[1000, 999, 2]])
  })

  test('is left alone where nothing was missed', async () => {
    expect(await refreshed(keptUpTo(3), 3)).toEqual({ asked: [], stored: [] })
  })
})
