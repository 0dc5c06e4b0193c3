/** A body reaches whoever asked whole, or it is seen that it does not; whoever leaves takes nothing along. */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { flow } from '../../../../src/protocols/api/uploads/flow.ts'

const servers: Server[] = []

afterEach(async () => {
  for (const server of servers.splice(0)) {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await ended
  }
})

/** Asks a server for so many bytes, which come from `source`; with what becomes of its answering. */
async function asked(source: Readable, length: number) {
  const over = Promise.withResolvers<void>()
  const server = createServer((_, response) => {
    response.setHeader('Content-Length', length)
    flow(source, response).then(over.resolve, over.reject)
  })
  servers.push(server)
  const { port } = await new Promise<AddressInfo>((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve(server.address() as AddressInfo)),
  )
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get({ port, host: '127.0.0.1', agent: false }, resolve).once('error', reject),
  )
  return { response, over: over.promise }
}

function* pieces(count: number, digest = createHash('sha256')): Generator<Buffer> {
  for (let left = count; left > 0; left -= 1) {
    const piece = randomBytes(65_536)
    digest.update(piece)
    yield piece
  }
}

function* broken(): Generator<Buffer> {
  yield* pieces(3)
  throw new Error('the disk is gone')
}

async function digestOf(body: AsyncIterable<Buffer>): Promise<string> {
  const digest = createHash('sha256')
  for await (const piece of body) digest.update(piece)
  return digest.digest('hex')
}

test('all of it comes as it was', async () => {
  const digest = createHash('sha256')
  const { response, over } = await asked(Readable.from(pieces(200, digest)), 200 * 65_536)
  const received = await digestOf(response)
  await over
  expect(received).toBe(digest.digest('hex'))
})

test('it waits for whoever reads slowly', async () => {
  let given = 0
  const counted = function* () {
    for (const piece of pieces(1000)) {
      given += 1
      yield piece
    }
  }
  const { response, over } = await asked(Readable.from(counted()), 1000 * 65_536)
  response.pause()
  const other = await asked(Readable.from(pieces(1000)), 1000 * 65_536)
  await digestOf(other.response)
  // As long as all of it takes where it is read.
  expect(given).toBeLessThan(500)
  await digestOf(response)
  await over
  expect(given).toBe(1000)
})

test('a source that breaks off is seen by whoever asked: a part is not taken for all', async () => {
  const { response, over } = await asked(Readable.from(broken()), 10 * 65_536)
  await expect(digestOf(response)).rejects.toThrow('aborted')
  await over
})

test('when whoever asked leaves, the source is let go', async () => {
  const source = Readable.from(pieces(10_000))
  const { response, over } = await asked(source, 10_000 * 65_536)
  response.once('data', () => response.destroy())
  await over
  expect(source.destroyed).toBe(true)
})
