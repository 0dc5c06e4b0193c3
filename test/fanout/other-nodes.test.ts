/** Who is on other nodes, by what they say and what is written down. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { NodeId, UserId } from '../../src/core/types.ts'
import { OtherNodes } from '../../src/fanout/other-nodes.ts'

const [one, two] = ['one' as NodeId, 'two' as NodeId]
const [ann, bob] = ['ann' as UserId, 'bob' as UserId]

function others() {
  const gone: UserId[] = []
  return { nodes: new OtherNodes((user) => gone.push(user)), gone }
}

test('what a node says is known at once; a user on two nodes is gone with the last one', () => {
  const { nodes, gone } = others()
  nodes.hear(one, { user: ann, here: true, version: 1 })
  nodes.hear(two, { user: ann, here: true, version: 1 })
  nodes.hear(one, { user: ann, here: false, version: 2 })
  expect([[...nodes.users], gone]).toEqual([[[ann, 1]], []])
  nodes.forget(two)
  expect([[...nodes.users], gone]).toEqual([[], [ann]])
  expect(nodes.ids).toEqual([one])
})

test('a change that never came is found by the number of what is written down', () => {
  const { nodes } = others()
  expect(nodes.isBehind(one, 0)).toBe(true)
  nodes.take(one, [], 0)
  nodes.hear(one, { user: ann, here: true, version: 1 })
  expect(nodes.isBehind(one, 1)).toBe(false)
  expect(nodes.isBehind(one, 2)).toBe(true)
  nodes.take(one, [bob], 2)
  expect([...nodes.users.keys()]).toEqual([bob])
  expect(nodes.isBehind(one, 2)).toBe(false)
})

test('so is one before others that came; what was heard and is not written down yet stays', () => {
  const { nodes } = others()
  nodes.take(one, [], 0)
  nodes.hear(one, { user: ann, here: true, version: 3 })
  expect(nodes.isBehind(one, 0)).toBe(true)
  nodes.take(one, [bob], 1)
  expect(nodes.isBehind(one, 1)).toBe(true)
  expect([...nodes.users.keys()].toSorted()).toEqual([ann, bob])
  nodes.take(one, [ann], 3)
  expect([...nodes.users.keys()]).toEqual([ann])
  expect(nodes.isBehind(one, 3)).toBe(false)
})

test('whatever is lost or late, after one reading of all that is written down everything is right', () => {
  const change = fc.record({ user: fc.nat(4), lost: fc.boolean(), written: fc.boolean() })
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const { nodes } = others()
      const here = new Set<UserId>()
      const wrong: string[] = []
      let [version, isLate] = [0, false]
      for (const { user: number, lost, written } of changes) {
        const user = `u${number}` as UserId
        const comes = !here.has(user)
        if (comes) here.add(user)
        else here.delete(user)
        version += 1
        if (lost) isLate = true
        else nodes.hear(one, { user, here: comes, version })
        if (written && nodes.isBehind(one, version)) nodes.take(one, [...here], version)
        if (written) isLate = false
        const known = [...nodes.users.keys()].toSorted()
        if (!isLate) wrong.push(...known.filter((one) => !here.has(one)))
        if (!isLate && known.length !== here.size) wrong.push(`${known.length} after ${version}`)
      }
      expect(wrong).toEqual([])
      if (nodes.isBehind(one, version)) nodes.take(one, [...here], version)
      expect(new Set(nodes.users.keys())).toEqual(here)
    }),
  )
})
