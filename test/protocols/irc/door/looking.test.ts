/** Looking for what was said in private begins no conversation: the other side notices nothing of it, nor does the database. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { newUser, type IrcPerson } from './irc-client.ts'
import { startIrcForTest, type IrcServer } from './irc-server.ts'

const capabilities = 'batch message-tags draft/chathistory draft/read-marker draft/message-redaction'

function conversations({ inner }: IrcServer): number {
  const database = new Database(join(inner.data, 'parlance.sqlite'), { readonly: true })
  const { count } = database
    .prepare<[], { count: number }>("SELECT count(*) AS count FROM channels WHERE kind = 'direct'")
    .get() ?? { count: -1 }
  database.close()
  return count
}

const looking: readonly (readonly [string, string, readonly string[]])[] = [
  ['history', 'CHATHISTORY LATEST bob * 10', ['BATCH', 'BATCH']],
  ['the read time', 'MARKREAD bob', ['MARKREAD']],
  ['taking back', 'REDACT bob 01890a5d-ac96-774b-bcce-b302099a8057', ['FAIL']],
  ['typing', '@+typing=active TAGMSG bob', []],
]

test.each(looking)('%s of a conversation that has not begun begins none', async (_, line, answers) => {
  const server = await startIrcForTest()
  const ann = await newUser(server.port, 'ann', capabilities)
  const bob: IrcPerson = await newUser(server.port, 'bob', capabilities)
  const answer = await ann.ask(line)
  expect(answer.map((text) => text.replace(/^:\S+ /, '').split(' ')[0])).toEqual(answers)
  expect(answer.filter((text) => text.includes('INVALID_TARGET'))).toEqual([])
  expect(await bob.fence()).toEqual([])
  expect(conversations(server)).toBe(0)
})

test('a read time that is set before a word was said is kept, and the other side notices nothing', async () => {
  const server = await startIrcForTest()
  const ann = await newUser(server.port, 'ann', capabilities)
  const bob = await newUser(server.port, 'bob', capabilities)
  const set = ':irc.test MARKREAD bob timestamp=2023-07-04T00:00:00.000Z'
  expect(await ann.ask('MARKREAD bob timestamp=2023-07-04T00:00:00.000Z')).toEqual([set])
  expect(await ann.ask('MARKREAD bob')).toEqual([set])
  expect(await bob.fence()).toEqual([])
})

test('where one has begun, history is there and typing is told', async () => {
  const server = await startIrcForTest()
  const ann = await newUser(server.port, 'ann', capabilities)
  const bob = await newUser(server.port, 'bob', capabilities)
  await bob.ask('PRIVMSG ann :hello')
  expect(await ann.ask('CHATHISTORY LATEST bob * 10')).toContainEqual(
    expect.stringMatching(/ PRIVMSG ann :?hello$/),
  )
  await bob.fence()
  await ann.ask('@+typing=active TAGMSG bob')
  expect(await bob.fence()).toEqual([expect.stringMatching(/\+typing=active.* TAGMSG bob$/)])
  expect(conversations(server)).toBe(1)
})

test('other tags reach somebody at once', async () => {
  const server = await startIrcForTest()
  const ann = await newUser(server.port, 'ann', capabilities)
  const bob = await newUser(server.port, 'bob', capabilities)
  await ann.ask('@+draft/react=ha TAGMSG bob')
  expect(await bob.fence()).toEqual([expect.stringMatching(/ TAGMSG bob$/)])
})
