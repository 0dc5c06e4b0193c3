/** Lines for the terminal: ours are the same as pino-pretty's, to which those with errors are left. */
import { prettyFactory } from 'pino-pretty'
import { describe, expect, it } from 'vitest'
import { createPrettyFormat } from '../../src/observe/terminal-line.ts'

const time = '2026-11-30T12:34:56.007Z'
const records = [
  { level: 'info', time, user: '01KB', ms: 1.5, msg: 'channel.join' },
  { level: 'warn', time, msg: 'without fields' },
  { level: 'debug', time, lists: [1, 'two', null], within: { a: { b: 'c' } }, msg: 'nested' },
  { level: 'error', time, config: { kept: 'away' }, pid: 1, text: 'a "word"', msg: 'two\nlines' },
  {
    level: 'error',
    time,
    err: { type: 'Error', message: 'no', stack: 'Error: no\n  at x' },
    msg: 'an error',
  },
  { level: 'info', time, fields: 'without a message' },
  { level: 'info', msg: 'without a time' },
  { level: 'odd', time, msg: 'another level' },
]

describe.each([true, false])('with colours: %s', (colorize) => {
  const theirs = prettyFactory({
    colorize,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'config,pid',
    levelKey: 'level',
  })

  it.each(records)('$msg', (record) => {
    expect(createPrettyFormat(colorize)(`${JSON.stringify(record)}\n`)).toBe(theirs(record))
  })
})
