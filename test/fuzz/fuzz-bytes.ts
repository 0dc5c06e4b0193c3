/** The fuzz of bytes: rubbish of every kind, cut anywhere, beside two people who talk and must not notice. */
import { connectLines, register, type LineClient } from '../door/line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from '../door/server-in-process.ts'
import { Random } from './random.ts'
import { failOn, megabyte, talkWhile, written, type Talk } from './talk.ts'

export interface ByteFuzzResult extends Talk {
  readonly writers: number
  readonly bytes: number
  readonly grownMegabytes: number
}

/** What the process may hold more at the end than at the beginning, whatever came in. */
const allowedGrowth = 200 * megabyte

export async function fuzzBytes(options: { seed: number; writers: number }): Promise<ByteFuzzResult> {
  const server = await startInProcess()
  try {
    return await runBytes(options, server)
  } finally {
    await server.stop()
  }
}

async function runBytes(
  { seed, writers }: { seed: number; writers: number },
  server: ServerInProcess,
): Promise<ByteFuzzResult> {
  const random = new Random(seed)
  const ann = await register(server.port, 'ann')
  const bob = await register(server.port, 'bob')
  const before = process.memoryUsage().rss
  const work = { done: false, bytes: 0 }
  const talk = talkWhile(work, (message) => exchange(ann, bob, message))
  for (let wave = 0; wave < writers; wave += 10) {
    const crowd = Array.from({ length: Math.min(10, writers - wave) }, (_, index) =>
      writeRubbish({ random, server, name: `w${wave + index}` }),
    )
    for (const bytes of await Promise.all(crowd)) work.bytes += bytes
  }
  work.bytes += await endlessLine(server)
  work.done = true
  const talked = await talk
  const grown = process.memoryUsage().rss - before
  for (const client of [ann, bob]) client.destroy()
  const faults = [...unexpected(server.log)]
  if (grown > allowedGrowth) faults.push(`the process grew by ${Math.round(grown / megabyte)} MiB`)
  failOn(seed, faults)
  return { writers, bytes: work.bytes, ...talked, grownMegabytes: Math.round(grown / megabyte) }
}

/** Somebody says it, and both are shown it. */
async function exchange(ann: LineClient, bob: LineClient, message: string): Promise<void> {
  ann.say(message)
  for (const one of [bob, ann]) await one.waitFor(`[#general] ann: ${message}`)
}

/** One connection, signed in or not, that writes rubbish in random pieces and then leaves in a random way. */
async function writeRubbish(made: {
  random: Random
  server: ServerInProcess
  name: string
}): Promise<number> {
  const { random, server, name } = made
  const client = random.chance(0.5) ? await register(server.port, name) : await connectLines(server.port)
  // Rubbish must not reach those who behave: it is said elsewhere.
  client.say(`/create #${name}`, '/leave #general')
  const bytes = Buffer.concat(Array.from({ length: random.whole(5, 60) }, () => piece(random)))
  for (let from = 0; from < bytes.length && !client.isOver;) {
    const size = random.chance(0.3) ? 1 : random.whole(1, 6000)
    await written(client, bytes.subarray(from, from + size))
    from += size
  }
  if (random.chance(0.5)) client.end()
  else client.destroy()
  await client.ended
  return bytes.length
}

const verbs = [
  '/pm',
  '/join',
  '/create',
  '/history',
  '/search',
  '/edit',
  '/whois',
  '/away',
  '/topic',
  '/login',
  '/register',
  '/me',
]

function piece(random: Random): Buffer {
  const some = (least: number, most: number): Buffer => random.bytes(random.whole(least, most))
  const makers = {
    noise: () => some(1, 2000),
    text: () => Buffer.from(`${random.pick(verbs)} ${'ab "'.repeat(random.whole(0, 50))}\n`),
    verbAndNoise: () =>
      Buffer.concat([Buffer.from(`${random.pick(verbs)} `), some(0, 300), Buffer.from('\n')]),
    telnet: () => Buffer.concat([Buffer.from([255, random.whole(240, 255)]), some(0, 4)]),
    subnegotiation: () => Buffer.concat([Buffer.from([255, 250]), some(0, 3000), Buffer.from([255, 240])]),
    interrupt: () => Buffer.from([255, 244, 255, 253, 6]),
    zeros: () => Buffer.alloc(random.whole(1, 3000)),
    ends: () => Buffer.from(random.pick(['\n', '\r', '\r\n', '\r\0', '\n\r', '\r\r\n', '\0\n'])),
    longLine: () => Buffer.alloc(random.whole(4000, 40_000), 'x'),
    half: () => Buffer.from('日本語🎈').subarray(0, random.whole(1, 12)),
    escape: () => Buffer.from('\u001b[2J\u001b]0;title\u0007\u009b31m\u202e\n'),
  }
  return makers[random.pick(Object.keys(makers) as (keyof typeof makers)[])]()
}

/** 64 MiB that never end their line are thrown away as they come. */
async function endlessLine(server: ServerInProcess): Promise<number> {
  const client = await connectLines(server.port)
  const chunk = Buffer.alloc(megabyte, 'y')
  for (let count = 0; count < 64; count += 1) await written(client, chunk)
  await client.ask('\n/help', 'More commands work once you are signed in.')
  client.destroy()
  await client.ended
  return 64 * megabyte
}
