/**
 * The least that a chat in Node.js can be: who is in a channel is sent what is said there, all of a turn in one write, and
 * nothing is stored, checked or remembered. What this server costs beside it is what the product costs.
 */
import { readFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'

interface Person {
  readonly socket: Socket
  nick: string
  rest: string
}

const channels = new Map<string, Set<Person>>()
/** Of each channel, the lines of this turn and who said them. */
let said = new Map<string, { readonly by: Person; readonly line: string }[]>()

const server = createServer({ noDelay: true }, (socket) => {
  const person: Person = { socket, nick: '', rest: '' }
  socket.setEncoding('latin1')
  socket.on('data', (text: string) => take(person, text))
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    for (const members of channels.values()) members.delete(person)
  })
})

server.listen({ host: '127.0.0.1', port: Number(readFileSync(process.argv[2] ?? '', 'utf8')), backlog: 4096 })

function take(person: Person, text: string): void {
  const all = person.rest + text
  let start = 0
  for (let end = all.indexOf('\n'); end !== -1; end = all.indexOf('\n', start)) {
    obey(person, all.slice(start, all[end - 1] === '\r' ? end - 1 : end))
    start = end + 1
  }
  person.rest = all.slice(start)
}

function obey(person: Person, line: string): void {
  const [verb = '', word = ''] = line.split(' ', 2)
  if (verb === 'PRIVMSG') return say(person, word, line)
  if (verb === 'NICK') person.nick = word
  else if (verb === 'USER')
    person.socket.write(`:bare 001 ${person.nick} :welcome\r\n:bare 422 ${person.nick} :none\r\n`)
  else if (verb === 'JOIN') {
    membersOf(word).add(person)
    person.socket.write(`:bare 366 ${person.nick} ${word} :end\r\n`)
  } else if (verb === 'PING') person.socket.write(`:bare PONG bare ${word}\r\n`)
}

function membersOf(channel: string): Set<Person> {
  const members = channels.get(channel) ?? new Set()
  channels.set(channel, members)
  return members
}

function say(by: Person, channel: string, line: string): void {
  if (said.size === 0) setImmediate(tell)
  const lines = said.get(channel) ?? []
  said.set(channel, lines)
  lines.push({ by, line: `:${by.nick}!u@bare ${line}\r\n` })
}

/** Those who only listen share one Buffer; whoever spoke is not sent their own. */
function tell(): void {
  const turn = said
  said = new Map()
  for (const [channel, lines] of turn) {
    const speakers = new Set(lines.map(({ by }) => by))
    const all = bytesOf(lines)
    for (const person of membersOf(channel))
      person.socket.write(speakers.has(person) ? bytesOf(lines.filter(({ by }) => by !== person)) : all)
  }
}

function bytesOf(lines: readonly { readonly line: string }[]): Buffer {
  return Buffer.from(lines.map(({ line }) => line).join(''), 'latin1')
}
