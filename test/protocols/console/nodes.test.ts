/** What an operator sees of other servers on the same database, and asks of all of them. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { followOrder } from '../../../src/core/node/shut-down.ts'
import type { NodeId, NodeSummary } from '../../../src/core/types.ts'
import { Desk } from '../../../src/protocols/console/answer-line.ts'
import { openScene, type Scene } from './console-scene.ts'

let scene: Scene
let desk: Desk

beforeEach(async () => {
  scene = await openScene()
  desk = new Desk(scene.ports)
})
afterEach(() => scene.close())

async function run(line: string) {
  return desk.answer(line, { systemUser: 'ann', askSecret: () => Promise.resolve(null) })
}
const said = async (line: string): Promise<string> => (await run(line)).text

function node(name: string, given: Partial<NodeSummary>): NodeSummary {
  return {
    id: name as NodeId,
    name,
    startedAt: 1_699_999_940_000,
    users: 0,
    silentSeconds: 0,
    isThis: false,
    ...given,
  }
}

function besideOthers(): void {
  scene.node.others = [
    node('oak', { users: 3 }),
    node('elm', { isThis: true }),
    node('fir', { silentSeconds: 9 }),
  ]
}

test('/status lists the servers, with their users and how long they have been silent', async () => {
  expect(await said('/status')).not.toContain('node ')
  besideOthers()
  const lines = (await said('/status')).split('\n').filter((line) => line.startsWith('node '))
  expect(lines).toEqual([
    expect.stringMatching(/^node oak +since 2023-11-14 22:12:20 UTC, users 3$/),
    expect.stringMatching(/^node elm +since 2023-11-14 22:12:20 UTC, users 0 \(this one\)$/),
    expect.stringMatching(/^node fir +since 2023-11-14 22:12:20 UTC, users 0, silent for 9 s$/),
  ])
  const reply = await run('/status')
  const [oak] = scene.node.others
  const nodes = expect.arrayContaining([{ ...oak, startedAt: '2023-11-14T22:12:20.000Z' }])
  expect(reply).toMatchObject({ value: { nodes } })
})

test('/who says that there are others', async () => {
  const alone = await said('/who')
  besideOthers()
  expect(await said('/who')).toBe(
    `${alone}\nthese are the connections to this server; there are others: oak (users: 3), fir (users: 0)`,
  )
})

test('/kill is about this server, /kill all about every one', async () => {
  besideOthers()
  expect(await said('/kill 90')).toBe('the server shuts down in 90 s ("/kill cancel" calls it off)')
  expect(scene.node.ordered).toEqual([])
  const text = 'all servers shut down in 60 s: new disk ("/kill all cancel" calls it off)'
  expect(await said('/kill all 60 new disk')).toBe(text)
  const by = 'the operator'
  const order = { is: 'shut-down', seconds: 60, reason: 'new disk', by }
  expect(scene.node.ordered.splice(0)).toEqual([order])
  expect(await said('/kill all CANCEL')).toBe('the shutdown is called off')
  expect(await said('/kill all cancel')).toBe('the shutdown is called off')
  expect(scene.node.ordered.splice(0)).toEqual([
    { is: 'cancel-shutdown', by },
    { is: 'cancel-shutdown', by },
  ])
  expect(await said('/kill all -1')).toBe('seconds: must be a whole number of seconds')
  expect(await said('/kill all cancel now')).toBe('"cancel" stands alone')
  expect(scene.node.ordered).toEqual([])
  expect(await said('/kill all now')).toBe('all servers shut down now')
  expect(scene.node.stopped).toBe(true)
})

test('when the others cannot be told, it is said so', async () => {
  besideOthers()
  scene.node.hearing = false
  const untold = 'the other servers could not be told: NATS is away; say it at their own consoles'
  expect(await said('/kill all 60')).toBe(
    `the server shuts down in 60 s ("/kill all cancel" calls it off)\n${untold}`,
  )
  expect(await said('/kill all cancel')).toBe(`the shutdown of this server is called off\n${untold}`)
})

test('on a server that is alone, all is the same as without', async () => {
  expect(await said('/kill all cancel')).toBe('no shutdown is under way (/kill begins one)')
  expect(await said('/kill all 60')).toBe('the server shuts down in 60 s ("/kill all cancel" calls it off)')
  expect(await said('/kill cancel')).toBe('the shutdown is called off')
})

test('a server follows what was asked on another, without writing it down again', async () => {
  const { core } = scene.ports
  const other = { kind: 'console', systemUser: 'another node' } as const
  const order = { is: 'shut-down', seconds: 60, reason: 'new disk', by: 'the operator' } as const
  await core.run(other, followOrder, order)
  expect(await said('/status')).toMatch(/^shutdown .*: new disk$/m)
  await core.run(other, followOrder, { is: 'cancel-shutdown', by: 'the operator' })
  await core.run(other, followOrder, { is: 'cancel-shutdown', by: 'the operator' })
  expect(await said('/status')).toMatch(/^shutdown +none$/m)
  expect(await said('/audit')).not.toContain('node.')
})
