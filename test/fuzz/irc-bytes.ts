/** The fuzz of the IRC door: rubbish over TCP and WebSocket, cut anywhere, beside two people who talk and must not notice. */
import { WebSocket } from 'ws'
import { connectLines, type LineClient } from '../door/line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from '../door/server-in-process.ts'
import { Operator } from '../scenes/doors/console.ts'
import { rubbish } from './irc-rubbish.ts'
import { Random } from './random.ts'
import { failOn, megabyte, talkWhile, written, type Talk } from './talk.ts'

export interface IrcFuzzResult extends Talk {
  readonly writers: number
  readonly bytes: number
  /** The most that waited to be read at any time, by everybody together. */
  readonly mostQueuedBytes: number
  readonly grownMegabytes: number
}

const allowedGrowth = 250 * megabyte
/** What may wait for one connection that does not read, and how many of those there are at a time. */
const outboxBytes = 64 * 1024
const atOnce = 10
/** Beside the outbox there is what the system has taken already, and the last message before the ceiling was met. */
const allowedQueue = (atOnce + 2) * 4 * outboxBytes

interface Place {
  readonly inner: ServerInProcess
  readonly port: number
  readonly webPort: number
  readonly operator: Operator
}

export async function fuzzIrc(options: { seed: number; writers: number }): Promise<IrcFuzzResult> {
  const inner = await startInProcess([
    ...['irc.websocket.port=0', 'users.guests=true', 'channels.creation=anyone', 'irc.scram.enabled=true'],
    ...[`limits.outboxBytes=${outboxBytes}`, 'irc.persistTags=["+typing"]', 'channels.default=["general"]'],
  ])
  const operator = await Operator.open(`${inner.data}/console.sock`, 'tester')
  const [port, webPort] = [...(inner.running.doors['irc'] ?? '').matchAll(/:(\d+)/g)].map(([, digits]) =>
    Number(digits),
  )
  try {
    return await run(options, { inner, operator, port: port ?? 0, webPort: webPort ?? 0 })
  } finally {
    operator.leaves()
    await inner.stop()
  }
}

async function run(
  { seed, writers }: { seed: number; writers: number },
  place: Place,
): Promise<IrcFuzzResult> {
  const ann = await guest(place.port, 'ann')
  const bob = await guest(place.port, 'bob')
  const before = process.memoryUsage().rss
  const work = { done: false, bytes: 0, queued: 0 }
  const talk = talkWhile(work, (message) => exchange(ann, bob, message))
  for (let wave = 0; wave < writers; wave += atOnce) {
    const crowd = Array.from({ length: Math.min(atOnce, writers - wave) }, (_, index) =>
      // Each has choices of its own: whose turn comes first changes nothing in them.
      writer({ random: new Random(seed + wave + index), place, name: `f${wave + index}` }),
    )
    const written = Promise.all(crowd)
    work.queued = Math.max(work.queued, await mostQueued(place, written))
    for (const bytes of await written) work.bytes += bytes
  }
  work.done = true
  const talked = await talk
  const grown = process.memoryUsage().rss - before
  for (const client of [ann, bob]) client.destroy()
  const faults = [...unexpected(place.inner.log)]
  if (grown > allowedGrowth) faults.push(`the process grew by ${Math.round(grown / megabyte)} MiB`)
  if (work.queued > allowedQueue) faults.push(`${work.queued} bytes waited to be read`)
  failOn(seed, faults)
  const grownMegabytes = Math.round(grown / megabyte)
  return { writers, bytes: work.bytes, ...talked, mostQueuedBytes: work.queued, grownMegabytes }
}

/** Looks at the server as long as the work goes on. */
async function mostQueued({ operator }: Place, work: Promise<unknown>): Promise<number> {
  const state = { done: false, most: 0 }
  const finished = work.finally(() => (state.done = true))
  while (!state.done) {
    const { text } = await operator.types('/status', { json: true })
    const { queuedBytes } = JSON.parse(text) as { queuedBytes: number }
    state.most = Math.max(state.most, queuedBytes)
    await Promise.race([finished, new Promise((resolve) => setImmediate(resolve))])
  }
  return state.most
}

async function guest(port: number, nick: string): Promise<LineClient> {
  const client = await connectLines(port)
  client.say(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, 'JOIN #talk')
  await client.waitFor(/ 366 \S+ #talk /)
  return client
}

async function exchange(ann: LineClient, bob: LineClient, message: string): Promise<void> {
  ann.say(`PRIVMSG #talk :${message}`)
  await bob.waitFor(`PRIVMSG #talk :${message}`)
}

interface Writing {
  readonly random: Random
  readonly place: Place
  readonly name: string
}

/** One connection, signed in or not, that writes rubbish, reads the answers or does not, and then leaves in some way. */
function writer(writing: Writing): Promise<number> {
  return writing.random.chance(0.7) ? writeOverTcp(writing) : writeOverWebSocket(writing)
}

async function writeOverTcp({ random, place, name }: Writing): Promise<number> {
  const client = await connectLines(place.port)
  if (random.chance(0.3)) client.socket.pause()
  if (random.chance(0.6)) client.say(`NICK ${name}`, `USER ${name} 0 * :${name}`, 'JOIN #f1')
  const bytes = Buffer.concat(Array.from({ length: random.whole(5, 60) }, () => rubbish(random, name)))
  for (let from = 0; from < bytes.length && !client.isOver;) {
    const size = random.chance(0.2) ? 1 : random.whole(1, 6000)
    await written(client, bytes.subarray(from, from + size))
    from += size
  }
  if (random.chance(0.5)) client.end()
  else client.destroy()
  client.socket.resume()
  await client.ended
  return bytes.length
}

async function writeOverWebSocket({ random, place, name }: Writing): Promise<number> {
  const protocols = random.pick([['text.ircv3.net'], ['binary.ircv3.net'], []])
  const socket = new WebSocket(`ws://127.0.0.1:${place.webPort}`, protocols, { perMessageDeflate: false })
  const closed = new Promise((resolve) => socket.once('close', resolve))
  const raw: { write?: (bytes: Buffer) => unknown } = {}
  socket.once('upgrade', (response) => (raw.write = (made) => response.socket.write(made)))
  socket.on('error', () => undefined)
  await Promise.race([closed, new Promise((resolve) => socket.once('open', resolve))])
  if (random.chance(0.6))
    for (const line of [`NICK ${name}`, `USER ${name} 0 * :${name}`, 'JOIN #f1']) socket.send(line)
  if (random.chance(0.3)) socket.pause()
  let bytes = 0
  for (let left = random.whole(5, 60); left > 0 && socket.readyState === WebSocket.OPEN; left -= 1) {
    const piece = rubbish(random, name)
    bytes += piece.length
    // Mostly as the protocol wants it; now and then bytes where frames should be.
    if (random.chance(0.02)) raw.write?.(piece)
    else sendFrame(socket, random, piece)
    await new Promise((resolve) => setImmediate(resolve))
  }
  socket.resume()
  if (random.chance(0.5)) socket.close()
  else socket.terminate()
  await closed
  return bytes
}

function sendFrame(socket: WebSocket, random: Random, piece: Buffer): void {
  if (random.chance(0.1)) socket.ping(piece.subarray(0, 100))
  else if (random.chance(0.8)) socket.send(piece.toString('utf8'), { binary: random.chance(0.5) })
  else socket.send(piece, { binary: random.chance(0.5), fin: random.chance(0.7) })
}
