/** Lines and what they say. The inputs are those of ircdocs/parser-tests (msg-split, CC0), with more of our own after them. */
import type { IrcMessage } from '../../../../src/protocols/irc/grammar.ts'

export interface Split {
  readonly line: string
  readonly tags?: Readonly<Record<string, string>>
  readonly source?: string
  readonly command: string
  readonly params?: IrcMessage['params']
}

const published: readonly Split[] = [
  { line: 'foo bar baz asdf', command: 'FOO', params: ['bar', 'baz', 'asdf'] },
  { line: ':coolguy foo bar baz asdf', source: 'coolguy', command: 'FOO', params: ['bar', 'baz', 'asdf'] },
  { line: 'foo bar baz :asdf quux', command: 'FOO', params: ['bar', 'baz', 'asdf quux'] },
  { line: 'foo bar baz :', command: 'FOO', params: ['bar', 'baz', ''] },
  { line: 'foo bar baz ::asdf', command: 'FOO', params: ['bar', 'baz', ':asdf'] },
  {
    line: ':coolguy foo bar baz :asdf quux',
    source: 'coolguy',
    command: 'FOO',
    params: ['bar', 'baz', 'asdf quux'],
  },
  {
    line: ':coolguy foo bar baz :  asdf quux ',
    source: 'coolguy',
    command: 'FOO',
    params: ['bar', 'baz', '  asdf quux '],
  },
  {
    line: ':coolguy PRIVMSG bar :lol :) ',
    source: 'coolguy',
    command: 'PRIVMSG',
    params: ['bar', 'lol :) '],
  },
  { line: ':coolguy foo bar baz :', source: 'coolguy', command: 'FOO', params: ['bar', 'baz', ''] },
  { line: ':coolguy foo bar baz :  ', source: 'coolguy', command: 'FOO', params: ['bar', 'baz', '  '] },
  { line: '@a=b;c=32;k;rt=ql7 foo', tags: { a: 'b', c: '32', k: '', rt: 'ql7' }, command: 'FOO' },
  {
    line: String.raw`@a=b\\and\nk;c=72\s45;d=gh\:764 foo`,
    tags: { a: 'b\\and\nk', c: '72 45', d: 'gh;764' },
    command: 'FOO',
  },
  {
    line: '@c;h=;a=b :quux ab cd',
    tags: { c: '', h: '', a: 'b' },
    source: 'quux',
    command: 'AB',
    params: ['cd'],
  },
  { line: ':src JOIN #chan', source: 'src', command: 'JOIN', params: ['#chan'] },
  { line: ':src JOIN :#chan', source: 'src', command: 'JOIN', params: ['#chan'] },
  { line: ':src AWAY', source: 'src', command: 'AWAY' },
  { line: ':src AWAY ', source: 'src', command: 'AWAY' },
  { line: ':cool\tguy foo bar baz', source: 'cool\tguy', command: 'FOO', params: ['bar', 'baz'] },
  {
    line: ':coolguy!ag@net\u00035w\u0003ork.admin PRIVMSG foo :bar baz',
    source: 'coolguy!ag@net\u00035w\u0003ork.admin',
    command: 'PRIVMSG',
    params: ['foo', 'bar baz'],
  },
  {
    line: ':coolguy!~ag@n\u0002et\u000305w\u000fork.admin PRIVMSG foo :bar baz',
    source: 'coolguy!~ag@n\u0002et\u000305w\u000fork.admin',
    command: 'PRIVMSG',
    params: ['foo', 'bar baz'],
  },
  {
    line: '@tag1=value1;tag2;vendor1/tag3=value2;vendor2/tag4= :irc.example.com COMMAND param1 param2 :param3 param3',
    tags: { tag1: 'value1', tag2: '', 'vendor1/tag3': 'value2', 'vendor2/tag4': '' },
    source: 'irc.example.com',
    command: 'COMMAND',
    params: ['param1', 'param2', 'param3 param3'],
  },
  {
    line: ':irc.example.com COMMAND param1 param2 :param3 param3',
    source: 'irc.example.com',
    command: 'COMMAND',
    params: ['param1', 'param2', 'param3 param3'],
  },
  {
    line: '@tag1=value1;tag2;vendor1/tag3=value2;vendor2/tag4 COMMAND param1 param2 :param3 param3',
    tags: { tag1: 'value1', tag2: '', 'vendor1/tag3': 'value2', 'vendor2/tag4': '' },
    command: 'COMMAND',
    params: ['param1', 'param2', 'param3 param3'],
  },
  { line: 'COMMAND', command: 'COMMAND' },
  { line: String.raw`@foo=\\\\\:\\s\s\r\n COMMAND`, tags: { foo: '\\\\;\\s \r\n' }, command: 'COMMAND' },
  {
    line: ':gravel.mozilla.org 432  #momo :Erroneous Nickname: Illegal characters',
    source: 'gravel.mozilla.org',
    command: '432',
    params: ['#momo', 'Erroneous Nickname: Illegal characters'],
  },
  {
    line: ':gravel.mozilla.org MODE #tckk +n ',
    source: 'gravel.mozilla.org',
    command: 'MODE',
    params: ['#tckk', '+n'],
  },
  {
    line: ':services.esper.net MODE #foo-bar +o foobar  ',
    source: 'services.esper.net',
    command: 'MODE',
    params: ['#foo-bar', '+o', 'foobar'],
  },
  {
    line: String.raw`@tag1=value\\ntest COMMAND`,
    tags: { tag1: String.raw`value\ntest` },
    command: 'COMMAND',
  },
  { line: String.raw`@tag1=value\1 COMMAND`, tags: { tag1: 'value1' }, command: 'COMMAND' },
  { line: '@tag1=value1\\ COMMAND', tags: { tag1: 'value1' }, command: 'COMMAND' },
  {
    line: '@tag1=1;tag2=3;tag3=4;tag1=5 COMMAND',
    tags: { tag1: '5', tag2: '3', tag3: '4' },
    command: 'COMMAND',
  },
  {
    line: '@tag1=1;tag2=3;tag3=4;tag1=5;vendor/tag2=8 COMMAND',
    tags: { tag1: '5', tag2: '3', tag3: '4', 'vendor/tag2': '8' },
    command: 'COMMAND',
  },
  { line: ':SomeOp MODE #channel :+i', source: 'SomeOp', command: 'MODE', params: ['#channel', '+i'] },
  {
    line: ':SomeOp MODE #channel +oo SomeUser :AnotherUser',
    source: 'SomeOp',
    command: 'MODE',
    params: ['#channel', '+oo', 'SomeUser', 'AnotherUser'],
  },
]

const fifteen = '1 2 3 4 5 6 7 8 9 10 11 12 13 14'

const own: readonly Split[] = [
  { line: '  nick   alice ', command: 'NICK', params: ['alice'] },
  { line: 'JO\u0131N #chan', command: 'JO\u0131N', params: ['#chan'] },
  { line: `x ${fifteen} 15 16`, command: 'X', params: [...fifteen.split(' '), '15 16'] },
  { line: `x ${fifteen} 15 16 `, command: 'X', params: [...fifteen.split(' '), '15 16'] },
  { line: `x ${fifteen} :15 16 `, command: 'X', params: [...fifteen.split(' '), '15 16 '] },
  { line: '@;=a;b=c;;d= PING x', tags: { b: 'c', d: '' }, command: 'PING', params: ['x'] },
  { line: '@a=b=c PING', tags: { a: 'b=c' }, command: 'PING' },
  { line: '@__proto__=x;constructor PING', tags: { ['__proto__']: 'x', constructor: '' }, command: 'PING' },
  { line: '@ PING', tags: {}, command: 'PING' },
  { line: ': PING', command: 'PING' },
  {
    line: '@+draft/reply=\u{1f600} TAGMSG #a',
    tags: { '+draft/reply': '\u{1f600}' },
    command: 'TAGMSG',
    params: ['#a'],
  },
]

export const splits: readonly Split[] = [...published, ...own]

export const faults = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['@a=b', 'no-command'],
  ['@', 'no-command'],
  ['@ @', 'no-command'],
  ['@a :b :c', 'no-command'],
  [':source @a=b PING', 'no-command'],
  [':source', 'no-command'],
  ['@a=b :source  ', 'no-command'],
  ['PRIVMSG #a :x\rQUIT', 'forbidden-character'],
  ['PRIVMSG #a :x\nQUIT', 'forbidden-character'],
  ['PRIVMSG #a :x\0', 'forbidden-character'],
] as const
