/** Lines that somebody else may have written become a chat, or are refused with the number of the line. */
import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readThings } from '../../src/core/export/read-lines.ts'
import { databaseFile } from '../../src/store/database-file.ts'
import { openExport } from '../../src/store/export.ts'
import { importInto } from '../../src/store/import.ts'
import { rememberingLog, temporaryFolder } from './support.ts'

const log = rememberingLog()
let place: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  place = temporaryFolder()
})
afterEach(() => place.remove())

const id = (last: string) => `01${'0'.repeat(23)}${last}`
const head = '{"type":"export","format":1}'
const user = `{"type":"user","id":"${id('1')}","name":"ann","createdAt":1}`
const channel = `{"type":"channel","id":"${id('2')}","name":"general","createdAt":1}`
const message = (last: string, more = '') =>
  `{"type":"message","id":"${id(last)}","channel":"${id('2')}","author":{"id":"${id('1')}","name":"ann"},"text":"hi","sentAt":5${more}}`
const end = (users: number, channels: number, messages: number) =>
  `{"type":"end","counts":{"users":${users},"channels":${channels},"uploads":0,"messages":${messages}}}`

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines
}

function importLines(lines: readonly string[]) {
  return importInto({ folder: place.folder, lines: readThings(each(lines)), log })
}

async function imported() {
  const opened = await openExport({ file: databaseFile(place.folder), log, withPasswords: false })
  const lines = []
  for await (const line of opened.lines()) lines.push(line)
  await opened.close()
  return lines
}

describe('an import', () => {
  it('takes lines with nothing but what is needed, as another program would write them', async () => {
    const lines = [
      head,
      user,
      channel,
      message('3'),
      message('4', `,"replyTo":"${id('3')}"`),
      end(1, 1, 2),
      '',
    ]
    expect(await importLines(lines)).toEqual({ users: 1, channels: 1, uploads: 0, messages: 2 })
    const [, general, , second] = await imported()
    expect(general).toMatchObject({ settings: { membersOnly: true, topicLocked: true }, members: [] })
    expect(second).toMatchObject({ replyTo: id('3'), author: { account: null } })
  })

  it.each([
    ['without a head', [user], /^line 1: the first line must be of type "export"$/],
    ['of another format', [head.replace('1}', '2}')], /^line 1: "format": must be 1/],
    ['that is cut off', [head, user], /last line is missing/],
    ['cut inside a line', [head, user.slice(0, 30)], /^line 2: it is not JSON$/],
    ['of another length than it says', [head, user, end(2, 0, 0)], /^line 3: it says there are 2 users/],
    ['out of order', [head, channel, user, end(1, 1, 0)], /^line 3: "user" cannot stand after "channel"$/],
    [
      'with a name twice',
      [head, user, user.replace(id('1'), id('9')), end(2, 0, 0)],
      /^line 3: a user of that/,
    ],
    ['with an id twice', [head, user, channel, message('3'), message('3'), end(1, 1, 2)], /^line 5: its id/],
    [
      'that answers nothing',
      [head, user, channel, message('3', `,"replyTo":"${id('8')}"`), end(1, 1, 1)],
      /^line 4: it names/,
    ],
    ['said nowhere', [head, user, message('3'), end(1, 0, 1)], /^line 3: it names a channel/],
    [
      'with a file of no line',
      [head, user, channel, message('3', `,"uploads":["${id('7')}"]`), end(1, 1, 1)],
      /^line 4: it names a file/,
    ],
    ['with a name nobody can have', [head, user.replace('"ann"', '"an n"')], /^line 2: "name": letters/],
    ['with a word too many', [head, user.replace('{', '{"extra":1,')], /^line 2: .*extra/],
  ])('refuses an export %s, says where, and leaves no database', async (_, lines, reason) => {
    await expect(importLines(lines)).rejects.toThrow(reason)
    expect(readdirSync(place.folder).filter((name) => name.startsWith('parlance'))).toEqual([])
  })

  it('refuses a place where there is a chat', async () => {
    await importLines([head, end(0, 0, 0)])
    await expect(importLines([head, end(0, 0, 0)])).rejects.toThrow(/there is a chat in .* already/)
    expect(existsSync(databaseFile(place.folder))).toBe(true)
  })
})
