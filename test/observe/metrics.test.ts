/** The figures of a server in use, counted exactly, in a text that a scraper understands. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectLines, register, signIn } from '../door/line-client.ts'
import { startInProcess, unexpected, type ServerInProcess } from '../door/server-in-process.ts'
import { familyOf, readExposition, valueOf, type Exposition } from './exposition.ts'

let server: ServerInProcess
beforeEach(async () => {
  server = await startInProcess(['users.guests=true'])
})
afterEach(async () => {
  await server.stop()
  expect(unexpected(server.log)).toEqual([])
})

async function read(): Promise<Exposition> {
  return readExposition(await server.running.observed.metrics.text())
}

describe('in use', () => {
  test('what is said is counted once where it is stored, and once for each client it is given to', async () => {
    const [ann, bob] = [await register(server.port, 'ann'), await register(server.port, 'bob')]
    const before = await read()
    for (const text of ['one', 'two', 'three']) {
      ann.say(text)
      await Promise.all([ann, bob].map((client) => client.waitFor(`[#general] ann: ${text}`)))
    }
    ann.say('/me waves')
    await Promise.all([ann, bob].map((client) => client.waitFor('waves')))
    const after = await read()
    const grown = (name: string, labels: Record<string, string> = {}) =>
      valueOf(after, name, labels) - valueOf(before, name, labels)
    expect(grown('parlance_messages_appended_total', { kind: 'text' })).toBe(3)
    expect(grown('parlance_messages_appended_total', { kind: 'action' })).toBe(1)
    expect(grown('parlance_events_total')).toBe(4)
    expect(grown('parlance_deliveries_total')).toBe(8)
    expect(grown('parlance_append_seconds_count')).toBe(4)
    expect(grown('parlance_append_seconds_bucket', { le: '+Inf' })).toBe(4)
    expect(grown('parlance_append_seconds_sum')).toBeGreaterThan(0)
    expect(valueOf(after, 'parlance_append_queue_messages')).toBe(0)
    expect(valueOf(after, 'parlance_append_queue_bytes')).toBe(0)
    for (const client of [ann, bob]) client.destroy()
  })

  test('connections are counted by door, users once however many clients they have', async () => {
    const first = await register(server.port, 'ann')
    const second = await signIn(server.port, 'ann')
    const visitor = await connectLines(server.port)
    await visitor.waitFor('/help explains')
    const now = await read()
    expect(valueOf(now, 'parlance_connections', { door: 'plain' })).toBe(3)
    expect(valueOf(now, 'parlance_connections', { door: 'irc' })).toBe(0)
    expect(valueOf(now, 'parlance_users_online')).toBe(1)
    expect(valueOf(now, 'parlance_outbox_bytes', { door: 'plain' })).toBe(0)
    for (const client of [first, second, visitor]) client.destroy()
    await expect.poll(async () => valueOf(await read(), 'parlance_connections', { door: 'plain' })).toBe(0)
  })

  test('sign-ins are counted by way, commands by name and what was answered', async () => {
    const ann = await register(server.port, 'ann')
    const client = await connectLines(server.port)
    client.say('/login ann wrong-password')
    await client.waitFor('! ')
    const second = await signIn(server.port, 'ann')
    const guest = await connectLines(server.port)
    guest.say('/guest')
    await guest.waitFor('guest-')
    await guest.fence('in')
    const now = await read()
    const signIns = (way: string, result: string) => valueOf(now, 'parlance_sign_ins_total', { way, result })
    expect([signIns('password', 'ok'), signIns('password', 'refused')]).toEqual([1, 1])
    expect([signIns('guest', 'ok'), signIns('guest', 'refused')]).toEqual([1, 0])
    expect([signIns('scram', 'ok'), signIns('certificate', 'refused')]).toEqual([0, 0])
    const command = (result: string) =>
      valueOf(now, 'parlance_commands_total', { command: 'user.sign-in', result })
    expect([command('ok'), command('wrong-password')]).toEqual([1, 1])
    for (const each of [ann, client, second, guest]) each.destroy()
  })

  test('nobody is named: users, channels and addresses are in no label', async () => {
    const ann = await register(server.port, 'zebulon')
    ann.say('/create quagga')
    await ann.fence('made')
    const text = await server.running.observed.metrics.text()
    expect(text).toContain('command="channel.create",result="ok"')
    expect(text).not.toMatch(/zebulon|quagga|127\.0\.0\.1/)
    ann.destroy()
  })
})

test('whoever asks while the text is made gets the same one, and the next one is made anew', async () => {
  const { metrics } = server.running.observed
  const [one, other] = [metrics.text(), metrics.text()]
  expect(other).toBe(one)
  await one
  expect(metrics.text()).not.toBe(one)
  await metrics.text()
})

test('two servers in one process count apart', async () => {
  const ann = await register(server.port, 'ann')
  const other = await startInProcess()
  try {
    const theirs = readExposition(await other.running.observed.metrics.text())
    expect(valueOf(theirs, 'parlance_users_online')).toBe(0)
    expect(valueOf(await read(), 'parlance_users_online')).toBe(1)
  } finally {
    ann.destroy()
    await other.stop()
  }
})

describe('what is written about them', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/metrics.md'), 'utf8')
  const dashboard = readFileSync(join(import.meta.dirname, '../../docs/grafana-dashboard.json'), 'utf8')
  const metricName = /\b(?:parlance|process|nodejs)_[a-z0-9_]+/g

  test('every metric that the page or the dashboard names is there', async () => {
    const { types } = await read()
    const named = [...page.matchAll(metricName), ...dashboard.matchAll(metricName)].map(([name]) => name)
    expect(named.length).toBeGreaterThan(30)
    expect(named.filter((name) => familyOf(name, types) === null)).toEqual([])
  })

  test("every metric of the server's own is on the page and in the dashboard", async () => {
    const { types } = await read()
    const own = [...types.keys()].filter((name) => name.startsWith('parlance_'))
    expect(own.length).toBeGreaterThan(12)
    expect(own.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
    expect(own.filter((name) => !dashboard.includes(name))).toEqual([])
  })

  test('the dashboard can be imported: it asks for the source, and every panel uses it', () => {
    const { templating, panels } = JSON.parse(dashboard) as {
      readonly templating: { readonly list: readonly { readonly name: string; readonly type: string }[] }
      readonly panels: readonly {
        readonly id: number
        readonly type: string
        readonly datasource: { readonly uid: string }
        readonly targets: readonly { readonly expr: string }[]
      }[]
    }
    expect(templating.list).toContainEqual(expect.objectContaining({ name: 'source', type: 'datasource' }))
    expect(panels.filter(({ datasource }) => datasource.uid !== '${source}')).toEqual([])
    expect(panels.filter(({ targets }) => targets.length === 0)).toEqual([])
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
  })
})
