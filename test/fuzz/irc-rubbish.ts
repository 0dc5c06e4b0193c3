/** Makes what no IRC client should send, and what one might: bytes, lines of every verb, tags, batches, chunks of sign-ins. */
import type { Random } from './random.ts'

const verbs = (
  'PASS NICK USER PING PONG QUIT ISUPPORT CAP AUTHENTICATE REGISTER VERIFY JOIN PART KICK TOPIC RENAME MODE NAMES LIST ' +
  'INVITE PRIVMSG NOTICE TAGMSG BATCH REDACT CHATHISTORY MARKREAD METADATA MONITOR WHO WHOIS WHOWAS USERHOST ISON AWAY ' +
  'SETNAME MOTD LUSERS VERSION TIME INFO ADMIN LINKS STATS HELP HELPOP OPER KILL WALLOPS REHASH DIE NS NICKSERV WEBIRC ' +
  'PROXY ERROR NONSENSE'
).split(' ')

const capabilities =
  'batch echo-message labeled-response message-tags server-time draft/multiline draft/chathistory draft/event-playback sasl ' +
  'away-notify extended-join draft/metadata-3 draft/message-redaction draft/read-marker draft/no-implicit-names setname sts x'

const words = [
  ...[
    '#f1',
    '#f2',
    '#F1',
    '##',
    '#',
    '@#f1',
    '+#f1',
    '&x',
    'f1',
    'f2',
    'nobody',
    'NickServ',
    '*',
    '0',
    '-1',
    '',
    ':',
    '@',
  ],
  ...[
    '+o',
    '-o',
    '+b',
    '+beI',
    '+lk',
    '+mnst',
    '*!*@*',
    'a:x',
    'm:a:x',
    '*,*',
    '%tcuihsnfdlaor,42',
    '>1',
    '<99999999999',
  ],
  ...[
    'LS',
    'LIST',
    'REQ',
    'END',
    '302',
    '+r',
    '-r',
    '+',
    '-',
    'draft/multiline',
    'LATEST',
    'BETWEEN',
    'AROUND',
    'TARGETS',
  ],
  ...[
    'timestamp=2020-01-01T00:00:00.000Z',
    'timestamp=',
    'msgid=01ARZ3NDEKTSV4RRFFQ69G5FAV',
    '5',
    '99999999999999999999',
  ],
  ...[
    'GET',
    'SET',
    'SUB',
    'SYNC',
    'CLEAR',
    'C',
    'S',
    'L',
    'IDENTIFY',
    'CERT',
    'PLAIN',
    'SCRAM-SHA-256',
    'EXTERNAL',
  ],
  ...[
    '\u0001ACTION x\u0001',
    '\u0001VERSION\u0001',
    '\u0002b\u0003 04',
    '日本',
    '🎈',
    '\u202e',
    '\ufffd',
    'x'.repeat(300),
  ],
]

const tags = [
  ...[
    'label=1',
    'label=',
    '+typing=active',
    '+draft/react=x',
    '+draft/reply=01ARZ3NDEKTSV4RRFFQ69G5FAV',
    'batch=r',
    'batch=q',
  ],
  ...[
    'draft/multiline-concat',
    'time=never',
    'msgid=1',
    'a=\\:\\s\\\\',
    '=',
    ';',
    '+',
    `+x=${'y'.repeat(3000)}`,
  ],
]

/** Some bytes; the name is one that belongs to whoever sends them. */
export function rubbish(random: Random, name: string): Buffer {
  const makers: Readonly<Record<string, () => Buffer | string>> = {
    noise: () => random.bytes(random.whole(1, 1500)),
    zeros: () => Buffer.alloc(random.whole(1, 2000)),
    message: () => `${message(random, name)}\r\n`,
    messages: () => many(random, () => `${message(random, name)}\n`),
    halves: () => message(random, name).slice(0, random.whole(1, 40)),
    ends: () => random.pick(['\n', '\r', '\r\n', '\r\r\n', '\0\n', '\n\n\n']),
    notUtf8: () =>
      Buffer.concat([
        Buffer.from(`${random.pick(verbs)} `),
        random.bytes(random.whole(1, 60)),
        Buffer.from('\n'),
      ]),
    batch: () => multiline(random),
    capabilities: () =>
      `CAP REQ :${some(random, capabilities.split(' '), 8).join(random.pick([' ', ' -', '  ']))}\n`,
    signIn: () => exchange(random),
    entering: () => `NICK ${name}\nUSER ${name} 0 * :${name}\nCAP END\n`,
    greedy: () =>
      `${random.pick(['MOTD', 'HELP', 'LIST', 'CAP LS 302', 'WHO *', 'ISUPPORT'])}\n`.repeat(
        random.whole(1, 60),
      ),
    long: () => 'z'.repeat(random.whole(500, 12_000)),
  }
  const made = makers[random.pick(Object.keys(makers))]?.() ?? ''
  return typeof made === 'string' ? Buffer.from(made) : made
}

function message(random: Random, name: string): string {
  const parts: string[] = []
  if (random.chance(0.4)) parts.push(`@${some(random, tags, 4).join(';')}`)
  if (random.chance(0.1)) parts.push(`:${random.pick(words)}`)
  parts.push(random.chance(0.95) ? random.pick(verbs) : random.pick(words))
  parts.push(...some(random, [...words, name], random.chance(0.1) ? 18 : 4))
  if (random.chance(0.5)) parts.push(`:${some(random, words, 4).join(' ')}`)
  return parts.join(random.chance(0.95) ? ' ' : '  ')
}

function multiline(random: Random): string {
  const lines = [`BATCH +r draft/multiline ${random.pick(['#f1', 'f1', '#nowhere'])}`]
  for (let left = random.whole(0, 50); left > 0; left -= 1)
    lines.push(`@batch=${random.pick(['r', 'r', 'r', 'q'])} PRIVMSG #f1 :${random.pick(words)}`)
  if (random.chance(0.7)) lines.push('BATCH -r')
  return `${lines.join('\r\n')}\r\n`
}

/** Half of a sign-in, or one with too much of it. */
function exchange(random: Random): string {
  const lines = [`AUTHENTICATE ${random.pick(['PLAIN', 'SCRAM-SHA-256', 'EXTERNAL', 'plain', 'X'])}`]
  for (let left = random.whole(0, 20); left > 0; left -= 1) {
    const bytes = random.bytes(random.pick([0, 10, 300, 301]))
    lines.push(
      `AUTHENTICATE ${random.pick([bytes.toString('base64'), bytes.toString('base64'), '+', '*', '='])}`,
    )
  }
  return `${lines.join('\n')}\n`
}

function many(random: Random, make: () => string): string {
  return Array.from({ length: random.whole(2, 30) }, make).join('')
}

function some(random: Random, from: readonly string[], most: number): string[] {
  return Array.from({ length: random.whole(0, most) }, () => random.pick(from))
}
