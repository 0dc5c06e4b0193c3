/** What was said is sent in order, once, over interruptions and reloads; what is refused waits to be retried or discarded. */
import { describe, expect, test } from 'vitest'
import type { WireMessage } from '../../src/protocols/api/wire.ts'
import { CallFault, type Call } from '../../web/src/connection/calls.ts'
import { inMemory, type Keep, type Outgoing } from '../../web/src/connection/keep.ts'
import { Outbox, type OutboxPorts } from '../../web/src/connection/outbox.ts'

interface Sent {
  readonly channel: string
  readonly text: string
  readonly clientTag: string
  readonly uploads?: readonly string[]
}

/** A server that posts each tag once, as long as it is there. */
class Server {
  isThere = true
  refuses: string | null = null
  /** The answer is lost after the message was posted. */
  losesAnswers = 0
  readonly posted: Sent[] = []

  readonly call: Call = (_, input) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only `message.send` is called here
    const sent = input as unknown as Sent
    if (!this.isThere) return Promise.reject(fault('offline'))
    if (this.refuses !== null) return Promise.reject(fault(this.refuses))
    const known = this.posted.findIndex(({ clientTag }) => clientTag === sent.clientTag)
    const position = known === -1 ? this.posted.push(sent) : known + 1
    if (this.losesAnswers-- > 0) return Promise.reject(fault('no-answer'))
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of the answer as is read
    return Promise.resolve({
      message: { ...sent, id: `m${position}`, position } as unknown,
      fresh: true,
    } as never)
  }
}

function fault(code: string): CallFault {
  return new CallFault({ code, message: code === 'muted' ? 'you are muted' : '', details: {} })
}

const noFiles: Pick<OutboxPorts, 'broughtElsewhere' | 'wordLacking'> = {
  broughtElsewhere: () => Promise.resolve(new Set()),
  wordLacking: (names) => `lacks ${names.join(', ')}`,
}

function outboxOf(server: Server, keep: Keep = inMemory()): Outbox {
  return new Outbox({
    ...noFiles,
    call: server.call,
    keep,
    isOpen: () => server.isThere,
    isShown: () => false,
    wait: () => Promise.resolve(),
  })
}

function said(text: string, channel = 'c'): Outgoing {
  const clientTag = `tag of ${text}`
  return {
    clientTag,
    user: 'ada',
    channel,
    text,
    kind: 'text',
    replyTo: null,
    at: Number(text),
    failure: null,
  }
}

const texts = (server: Server) => server.posted.map(({ text }) => text)

describe('the outbox', () => {
  test('sends what was said, in order', async () => {
    const server = new Server()
    const outbox = outboxOf(server)
    for (const text of ['1', '2', '3']) outbox.add(said(text))
    await expect.poll(() => texts(server)).toEqual(['1', '2', '3'])
  })

  test('shows what is stored until the log does', async () => {
    const server = new Server()
    const outbox = outboxOf(server)
    outbox.add(said('1'))
    await expect.poll(() => outbox.entries.value[0]?.stored?.id).toBe('m1')
    outbox.settle('tag of 1')
    expect(outbox.entries.value).toEqual([])
  })

  test('keeps what is said without a connection, over a reload too, and sends it on return', async () => {
    const server = new Server()
    const keep = inMemory()
    server.isThere = false
    const before = outboxOf(server, keep)
    for (const text of ['1', '2']) before.add(said(text))
    const after = outboxOf(server, keep)
    await after.load('ada')
    expect(after.entries.value.map(({ text }) => text)).toEqual(['1', '2'])
    server.isThere = true
    after.flush()
    await expect.poll(() => texts(server)).toEqual(['1', '2'])
    await expect.poll(() => keep.outgoing('ada')).toEqual([])
  })

  test('is of one user: another one of this device neither sees nor sends it', async () => {
    const server = new Server()
    const keep = inMemory()
    server.isThere = false
    outboxOf(server, keep).add(said('1'))
    server.isThere = true
    const other = outboxOf(server, keep)
    await other.load('bob')
    expect(other.entries.value).toEqual([])
    expect(server.posted).toEqual([])
  })

  test('goes over to whom a guest becomes; what may be posted already waits for the word to send it again', async () => {
    const server = new Server()
    const keep = inMemory()
    server.losesAnswers = 1
    const outbox = outboxOf(server, keep)
    outbox.add(said('1'))
    await expect.poll(() => texts(server)).toEqual(['1'])
    server.isThere = false
    outbox.add(said('2'))
    outbox.handOver('ada', 'guest', 'perhaps')
    server.isThere = true
    await outbox.load('guest')
    await expect.poll(() => texts(server)).toEqual(['1', '2'])
    expect(outbox.entries.value).toMatchObject([
      { text: '1', user: 'guest', failure: 'perhaps' },
      { text: '2', user: 'guest', stored: { id: 'm2' } },
    ])
    expect(await keep.outgoing('ada')).toEqual([])
  })

  test('asks again with the same tag when no answer came: it is posted once', async () => {
    const server = new Server()
    server.losesAnswers = 1
    const outbox = outboxOf(server)
    outbox.add(said('1'))
    await expect.poll(() => texts(server)).toEqual(['1'])
    expect(outbox.entries.value[0]).toMatchObject({ stored: null, failure: null })
    outbox.flush()
    await expect.poll(() => outbox.entries.value[0]?.stored?.id).toBe('m1')
    expect(texts(server)).toEqual(['1'])
  })

  test('what is refused says why and keeps nothing behind it from being sent', async () => {
    const server = new Server()
    const outbox = outboxOf(server)
    server.refuses = 'muted'
    outbox.add(said('1'))
    await expect.poll(() => outbox.entries.value[0]?.failure).toBe('you are muted')
    server.refuses = null
    outbox.add(said('2'))
    await expect.poll(() => texts(server)).toEqual(['2'])
    outbox.retry('tag of 1')
    await expect.poll(() => texts(server)).toEqual(['2', '1'])
  })

  test('what is discarded is gone from the device', async () => {
    const server = new Server()
    const keep = inMemory()
    const outbox = outboxOf(server, keep)
    server.refuses = 'muted'
    outbox.add(said('1'))
    await expect.poll(() => outbox.entries.value[0]?.failure).toBe('you are muted')
    outbox.discard('tag of 1')
    expect(outbox.entries.value).toEqual([])
    await expect.poll(() => keep.outgoing('ada')).toEqual([])
  })

  test('waits where the server is only busy', async () => {
    const server = new Server()
    server.refuses = 'too-many-requests'
    const waits: number[] = []
    const outbox = new Outbox({
      ...noFiles,
      call: server.call,
      keep: inMemory(),
      isOpen: () => true,
      isShown: () => false,
      wait: (milliseconds) => {
        waits.push(milliseconds)
        if (waits.length === 3) server.refuses = null
        return Promise.resolve()
      },
    })
    outbox.add(said('1'))
    await expect.poll(() => texts(server)).toEqual(['1'])
    expect(waits.length).toBe(3)
  })
})

test('a message that the log shows already is not shown twice', async () => {
  const server = new Server()
  const shown = new Set<string>()
  const outbox = new Outbox({
    ...noFiles,
    call: async (name, input) => {
      const answer = await server.call(name, input)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as above
      shown.add((answer as unknown as { message: WireMessage }).message.channel)
      return answer
    },
    keep: inMemory(),
    isOpen: () => true,
    isShown: (channel) => shown.has(channel),
    wait: () => Promise.resolve(),
  })
  outbox.add(said('1'))
  await expect.poll(() => texts(server)).toEqual(['1'])
  await expect.poll(() => outbox.entries.value).toEqual([])
})

const file = (key: string, upload: string | null = null) => ({ key, name: `${key}.txt`, size: 1, upload })
const posted = (server: Server) => server.posted.map(({ text, uploads }) => [text, uploads])

describe('a message with files', () => {
  test('waits until all of them are there, and words said after it do not', async () => {
    const server = new Server()
    const outbox = outboxOf(server)
    outbox.add({ ...said('look'), files: [file('a'), file('b')] })
    outbox.add(said('words'))
    outbox.brought('tag of look', { key: 'b', upload: 'B' })
    await expect.poll(() => posted(server)).toEqual([['words', undefined]])
    outbox.brought('tag of look', { key: 'a', upload: 'A' })
    await expect.poll(() => posted(server).at(-1)).toEqual(['look', ['A', 'B']])
  })

  test('is shown as failed while one is refused, and goes when that has come after all', async () => {
    const server = new Server()
    const outbox = outboxOf(server)
    outbox.add({ ...said('look'), files: [file('a')] })
    outbox.fail('tag of look', 'no room')
    expect(outbox.entries.value[0]?.failure).toBe('no room')
    outbox.retry('tag of look')
    outbox.brought('tag of look', { key: 'a', upload: 'A' })
    await expect.poll(() => posted(server)).toEqual([['look', ['A']]])
  })

  test('left by an earlier page keeps the words, and can be sent without what did not come', async () => {
    const server = new Server()
    const keep = inMemory()
    await keep.putOutgoing({ ...said('look'), files: [file('a', 'A'), file('b')] })
    const outbox = outboxOf(server, keep)
    await outbox.load('ada')
    expect(outbox.entries.value).toMatchObject([{ text: 'look', lacks: true, failure: 'lacks b.txt' }])
    expect(server.posted).toEqual([])
    outbox.sendWithout('tag of look')
    await expect.poll(() => posted(server)).toEqual([['look', ['A']]])
  })

  test('that another page of the browser brings is left to it', async () => {
    const keep = inMemory()
    await keep.putOutgoing({ ...said('look'), files: [file('a')] })
    const outbox = new Outbox({
      ...noFiles,
      broughtElsewhere: () => Promise.resolve(new Set(['tag of look'])),
      call: new Server().call,
      keep,
      isOpen: () => true,
      isShown: () => false,
      wait: () => Promise.resolve(),
    })
    await outbox.load('ada')
    expect(outbox.entries.value).toEqual([])
  })
})
