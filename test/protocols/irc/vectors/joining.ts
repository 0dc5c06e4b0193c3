/** Parts and the line they make. The parts are those of ircdocs/parser-tests (msg-join, CC0), with more of our own after them. */
import type { WrittenMessage } from '../../../../src/protocols/irc/grammar.ts'

export interface Join extends Omit<WrittenMessage, 'tags'> {
  readonly tags?: Readonly<Record<string, string>>
  readonly line: string
}

const published: readonly Join[] = [
  { command: 'foo', params: ['bar', 'baz', 'asdf'], line: 'foo bar baz asdf' },
  { source: 'src', command: 'AWAY', params: [], line: ':src AWAY' },
  { source: 'src', command: 'AWAY', params: [''], line: ':src AWAY :' },
  { source: 'coolguy', command: 'foo', params: ['bar', 'baz', 'asdf'], line: ':coolguy foo bar baz asdf' },
  { command: 'foo', params: ['bar', 'baz', 'asdf quux'], line: 'foo bar baz :asdf quux' },
  { command: 'foo', params: ['bar', 'baz', ''], line: 'foo bar baz :' },
  { command: 'foo', params: ['bar', 'baz', ':asdf'], line: 'foo bar baz ::asdf' },
  {
    source: 'coolguy',
    command: 'foo',
    params: ['bar', 'baz', '  asdf quux '],
    line: ':coolguy foo bar baz :  asdf quux ',
  },
  {
    source: 'coolguy',
    command: 'PRIVMSG',
    params: ['bar', 'lol :) '],
    line: ':coolguy PRIVMSG bar :lol :) ',
  },
  { source: 'coolguy', command: 'foo', params: ['bar', 'baz', '  '], line: ':coolguy foo bar baz :  ' },
  { source: 'coolguy', command: 'foo', params: ['b\tar', 'baz'], line: ':coolguy foo b\tar baz' },
  {
    tags: { asd: '' },
    source: 'coolguy',
    command: 'foo',
    params: ['bar', 'baz', '  '],
    line: '@asd :coolguy foo bar baz :  ',
  },
  {
    tags: { a: 'b\\and\nk', d: 'gh;764' },
    command: 'foo',
    params: [],
    line: String.raw`@a=b\\and\nk;d=gh\:764 foo`,
  },
  {
    tags: { a: 'b\\and\nk', d: 'gh;764' },
    command: 'foo',
    params: ['par1', 'par2'],
    line: String.raw`@a=b\\and\nk;d=gh\:764 foo par1 par2`,
  },
  {
    tags: { foo: '\\\\;\\s \r\n' },
    command: 'COMMAND',
    params: [],
    line: String.raw`@foo=\\\\\:\\s\s\r\n COMMAND`,
  },
]

const own: readonly Join[] = [
  { command: 'PING', params: ['x'], trailing: true, line: 'PING :x' },
  { command: 'PING', params: [], trailing: true, line: 'PING' },
  { source: '', command: 'PING', params: ['x'], line: 'PING x' },
  { source: null, tags: {}, command: 'PING', params: ['x'], line: 'PING x' },
  { command: '421', params: ['', ':x', 'a b', 'last'], line: '421 * * * last' },
  { command: 'PRIVMSG', params: ['#a\r\n', 'x\r\nQUIT\0'], line: 'PRIVMSG #a xQUIT' },
  { source: 'a\r\n b', command: 'PI\nNG', params: ['\r'], line: ':ab PING :' },
  { tags: { 'a\r\n;= b': 'c\0', '=': 'd' }, command: 'PING', params: [], line: '@ab=c PING' },
]

export const joins: readonly Join[] = [...published, ...own]
