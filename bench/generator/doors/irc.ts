/** IRC, of this server and of others: nobody signs in, and what is said comes back only where that is negotiated. */
import { channelName, userName } from '../../layout.ts'
import { readText, textBytes } from '../message.ts'
import type { BenchClient } from '../client.ts'
import type { Door } from './door.ts'
import { Collected, eachLine, wholeLines } from './lines.ts'

export interface IrcOptions {
  /** Whether tags, times and one's own messages are asked for. */
  readonly tags: boolean
}

const capabilities = 'message-tags server-time echo-message'
const welcomed = /^(?:@\S+ )?:\S+ (?:376|422) /m
const joined = /^(?:@\S+ )?:\S+ 366 /m
const carriageReturn = 13
/** What stands before the text of a message. */
const leadForm = /^(?:@\S+ )?:(b\d{5})(?:!\S+)? PRIVMSG #c(\d{5}) :$/
const messageForm = / PRIVMSG #/
const pingForm = /^(?:@\S+ )?(?::\S+ )?PING (.*)$/
const refusalForm = /^(?:@\S+ )?(?::\S+ (?:263|4(?!22)\d\d|5\d\d) .*|ERROR .*|:\S+ FAIL .*)$/m

export function ircDoor({ tags }: IrcOptions): Door {
  const leads = new Leads()
  return {
    echoes: tags,
    refusal: refusalForm,
    register: null,
    wholeBytes: wholeLines,
    read(bytes) {
      const heard = new Collected()
      eachLine(bytes, (start, end) => {
        const withoutReturn = bytes[end - 1] === carriageReturn ? end - 1 : end
        readLine(bytes.subarray(start, withoutReturn), { heard, leads })
      })
      return heard
    },
    async enter(client, name) {
      if (tags) await client.ask(`CAP REQ :${capabilities}\r\n`, / ACK :/)
      const end = tags ? 'CAP END\r\n' : ''
      await client.ask(`NICK ${name}\r\nUSER ${name} 0 * :load\r\n${end}`, welcomed)
    },
    makeChannel: joinChannel,
    joinChannel,
    say: ({ channel, text }) => `PRIVMSG #${channelName(channel)} :${text}\r\n`,
  }
}

function joinChannel(client: BenchClient, channel: string): Promise<void> {
  return client.ask(`JOIN #${channel}\r\n`, joined)
}

function readLine(line: Buffer, { heard, leads }: { heard: Collected; leads: Leads }): void {
  const textAt = line.length - textBytes
  const text = readText(line, textAt)
  const channel = text === null ? null : leads.channelOf(line.subarray(0, textAt), text.sender)
  if (text !== null && channel !== null) heard.messages.push({ ...text, channel })
  else readOther(line.toString('latin1'), heard)
}

function readOther(line: string, heard: Collected): void {
  const ping = pingForm.exec(line)
  if (ping !== null) heard.answer += `PONG ${ping[1]}\r\n`
  else if (refusalForm.test(line)) heard.refusals.push(line)
  else if (messageForm.test(line)) heard.altered += 1
}

/** The last good lead of each sender: comparing is quicker than reading it anew. */
class Leads {
  readonly #last = new Map<number, { readonly bytes: Buffer; readonly channel: number }>()

  /** `null`: nothing that stands before a message of that sender. */
  channelOf(bytes: Buffer, sender: number): number | null {
    const last = this.#last.get(sender)
    if (last?.bytes.equals(bytes) === true) return last.channel
    const [, name, digits] = leadForm.exec(bytes.toString('latin1')) ?? []
    if (name !== userName(sender)) return null
    const channel = Number(digits)
    this.#last.set(sender, { bytes: Buffer.from(bytes), channel })
    return channel
  }
}
