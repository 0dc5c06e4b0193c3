/** The plain-text door: users with a password; a message is `[#c00000] b00003: TEXT`. */
import { channelName, password, userName } from '../../layout.ts'
import { numberAt, readText, textBytes, type ReadMessage } from '../message.ts'
import type { Door } from './door.ts'
import { Collected, eachLine, wholeLines } from './lines.ts'

const leadBytes = linePrefix(0, 0).length
const channelAt = '[#c'.length
const bracket = '['.charCodeAt(0)
const exclamation = '!'.charCodeAt(0)

export function linePrefix(channel: number, sender: number): string {
  return `[#${channelName(channel)}] ${userName(sender)}: `
}

export const plainDoor: Door = {
  echoes: true,
  refusal: /^! .*$/m,
  wholeBytes: wholeLines,
  read(bytes) {
    const heard = new Collected()
    eachLine(bytes, (start, end) => readLine(bytes.subarray(start, end), heard))
    return heard
  },
  async register(client, name) {
    await client.ask('', /\/register/)
    await client.ask(`/register ${name} ${password}\n`, /\* signed in as /)
  },
  async enter(client, name) {
    await client.ask('', /\/login/)
    await client.ask(`/login ${name} ${password}\n`, /\* signed in as /)
    // Until this is answered, what others say counts as missed before the sign-in.
    await client.ask('/help quit\n', /\/quit/)
  },
  makeChannel: (client, channel) => client.ask(`/create #${channel}\n`, /\* talking in #/),
  joinChannel: (client, channel) => client.ask(`/join #${channel}\n`, /\* talking in #/),
  say: ({ text }) => `${text}\n`,
}

function readLine(line: Buffer, heard: Collected): void {
  if (line[0] === exclamation) heard.refusals.push(line.toString('utf8'))
  if (line[0] !== bracket) return
  const message = readMessage(line)
  if (message === null) heard.altered += 1
  else heard.messages.push(message)
}

/** `null` when the line is not byte for byte what a message makes. */
function readMessage(line: Buffer): ReadMessage | null {
  if (line.length !== leadBytes + textBytes) return null
  const text = readText(line, leadBytes)
  const channel = numberAt(line, channelAt, 5)
  if (text === null || channel < 0) return null
  const lead = line.toString('latin1', 0, leadBytes)
  return lead === linePrefix(channel, text.sender) ? { ...text, channel } : null
}
