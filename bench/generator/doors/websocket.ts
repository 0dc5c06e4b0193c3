/** The API's WebSocket, spoken as the web client speaks it; people come in as guests. */
import { channelName, userName } from '../../layout.ts'
import { readText, textBytes, type ReadMessage } from '../message.ts'
import type { Door } from './door.ts'
import { clientFrame, frameAt, handshakeEnd, opcodes, wholeFrames } from './frames.ts'
import { Collected } from './lines.ts'

const upgrade = [
  'GET /api/socket HTTP/1.1',
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  '\r\n',
].join('\r\n')
const refusalForm = /\{"re":(?:\d+|null),"error":.*|^HTTP\/1\.1 [^1].*$/m
const sent = '{"event":"message.sent"'
const accepted = /"re":\d+,"ok"/

export const websocketDoor: Door = {
  echoes: true,
  refusal: refusalForm,
  register: null,
  wholeBytes: wholeFrames,
  read(bytes) {
    const heard = new Collected()
    const start = handshakeEnd(bytes)
    for (let frame = frameAt(bytes, start); frame !== null; frame = frameAt(bytes, frame.end))
      readFrame(frame.opcode, bytes.subarray(frame.payloadAt, frame.end), heard)
    return heard
  },
  async enter(client, name) {
    await client.ask(upgrade, /"event":"hello"/)
    await client.ask(request(1, 'user.enter-as-guest', { nick: name }), /"event":"ready"/)
  },
  makeChannel: (client, channel) => client.ask(request(2, 'channel.create', { name: channel }), accepted),
  joinChannel: (client, channel) =>
    client.ask(request(2, 'channel.join', { channel: `#${channel}` }), accepted),
  say: ({ sender, channel, sequence, text }) =>
    request(sequence + 3, 'message.send', {
      channel: `#${channelName(channel)}`,
      text,
      clientTag: `${userName(sender)}-${sequence}`,
    }),
}

function request(id: number, verb: string, input: object): string {
  return clientFrame('text', JSON.stringify({ id, do: verb, with: input }))
}

function readFrame(opcode: number, payload: Buffer, heard: Collected): void {
  if (opcode === opcodes.ping) heard.answer += clientFrame('pong', payload.toString('latin1'))
  if (opcode === opcodes.close) heard.refusals.push(`closed: ${payload.toString('latin1', 2)}`)
  if (opcode !== opcodes.text) return
  const json = payload.toString('utf8')
  if (refusalForm.test(json)) heard.refusals.push(json)
  if (!json.startsWith(sent)) return
  const message = readMessage(json)
  if (message === null) heard.altered += 1
  else heard.messages.push(message)
}

interface Sent {
  readonly channel?: { readonly name?: string }
  readonly message?: { readonly text?: string; readonly author?: { readonly name?: string } }
}

function readMessage(json: string): ReadMessage | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whatever is not as expected reads as a message that was altered
  const { channel, message } = JSON.parse(json) as Sent
  const text = Buffer.from(message?.text ?? '')
  const read = text.length === textBytes ? readText(text, 0) : null
  const digits = /^c(\d{5})$/.exec(channel?.name ?? '')?.[1]
  if (read === null || digits === undefined || message?.author?.name !== userName(read.sender)) return null
  return { ...read, channel: Number(digits) }
}
