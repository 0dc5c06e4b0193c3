/** METADATA (draft/metadata-3): values attached to people and channels, and who wants to hear of them. */
import { numerics } from '../numerics.ts'
import {
  clearMetadata,
  getMetadata,
  metadataKey,
  metadataLimit,
  setMetadata,
} from '../../../core/metadata/metadata.ts'
import { listChannelMetadata, type ShownMetadata } from '../../../core/metadata/of-channel.ts'
import type { Fault } from '../../../core/errors.ts'
import type { IrcClient } from '../client.ts'
import type { IrcDoor } from '../door.ts'
import { keyNotSet, keyValue } from '../encode/metadata.ts'
import { oneWord, sentence } from '../errors.ts'
import type { IrcLine } from '../line.ts'
import type { Call, VerbTable } from '../verb.ts'
import { sendBatch } from './history.ts'

const mostSubscriptions = 100
export const metadataLimits = `before-connect,max-subs=${mostSubscriptions},max-keys=${metadataLimit.entries},max-value-bytes=${metadataLimit.valueBytes}`

export const metadataVerbs: VerbTable = { METADATA: { for: 'connection', needs: 2, run: metadata } }

type Run = (call: Call, target: string, rest: readonly string[]) => Promise<void> | void

const subcommands: Readonly<Record<string, Run>> = {
  GET: get,
  LIST: list,
  SET: set,
  CLEAR: clear,
  SUB: subscribe,
  UNSUB: unsubscribe,
  SUBS: subscriptions,
  SYNC: sync,
}

async function metadata(call: Call): Promise<void> {
  const [target = '', subcommand = '', ...rest] = call.params
  const name = subcommand.toUpperCase()
  const run = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined
  if (run === undefined)
    return failed(call, ['SUBCOMMAND_INVALID', subcommand], 'There is no such subcommand')
  if (call.client.user === null) return early(call, name, rest)
  await run(call, target, rest)
}

function failed({ client }: Call, context: readonly string[], text: string): void {
  client.reply('FAIL', 'METADATA', ...context.map(oneWord), text)
}

/** The subject as answers name it. */
function named({ client }: Call, target: string): string {
  return target === '*' || target === '' ? client.nick : target
}

function refused(call: Call, fault: Fault, { target, key }: { target: string; key?: string }): void {
  const context = key === undefined ? [target] : [target, key]
  if (fault.code === 'no-such-user' || fault.code === 'no-such-channel' || fault.code === 'not-a-member')
    failed(call, ['INVALID_TARGET', target], 'There is no such target')
  else if (fault.code === 'too-many-entries')
    failed(call, ['LIMIT_REACHED', target], 'There are too many keys')
  else if (fault.code === 'channel-role-required' || fault.code === 'bad-metadata')
    failed(call, ['KEY_NO_PERMISSION', ...context], sentence(fault, call.door.ports.clock.now()))
  // Keys are looked at before: it can only be the value.
  else if (fault.code === 'bad-input')
    failed(call, ['INVALID_VALUE', key ?? '*'], sentence(fault, call.door.ports.clock.now()))
  else failed(call, ['RATE_LIMITED', ...context], 'Try again in a moment')
}

async function get(call: Call, target: string, keys: readonly string[]): Promise<void> {
  const { door, client } = call
  const valid = keys.filter((key) => metadataKey.safeParse(key).success)
  const answer = await door.try(client, getMetadata, { subject: target, keys: valid })
  if (!answer.ok) return refused(call, answer.fault, { target })
  const values = new Map(answer.result.entries.map(({ key, value }) => [key, value]))
  const name = named(call, target)
  const lines = keys.map((key): IrcLine => {
    const value = values.get(key)
    if (!valid.includes(key))
      return {
        source: client.serverName,
        command: 'FAIL',
        params: ['METADATA', 'KEY_INVALID', oneWord(key), 'That is not a key'],
      }
    return value === undefined ? keyNotSet(client, name, key) : keyValue(client, name, { key, value })
  })
  sendBatch(client, ['metadata', name], lines)
}

async function list(call: Call, target: string): Promise<void> {
  const { door, client } = call
  const answer = await door.try(client, getMetadata, { subject: target })
  if (!answer.ok) return refused(call, answer.fault, { target })
  const name = named(call, target)
  sendBatch(
    client,
    ['metadata', name],
    answer.result.entries.map((entry) => keyValue(client, name, entry)),
  )
}

async function set(call: Call, target: string, [key = '', value]: readonly string[]): Promise<void> {
  const { door, client } = call
  if (!metadataKey.safeParse(key).success) return failed(call, ['KEY_INVALID', key], 'That is not a key')
  const wanted = value === '' ? undefined : value
  const answer = await door.try(client, setMetadata, { subject: target, key, value: wanted })
  if (!answer.ok) return refused(call, answer.fault, { target, key })
  const name = named(call, target)
  if (wanted !== undefined) return client.answer(keyValue(client, name, { key, value: wanted }))
  if (answer.result.existed) client.answer(keyNotSet(client, name, key))
  else failed(call, ['KEY_NOT_SET', target, key], 'That key is not set')
}

async function clear(call: Call, target: string): Promise<void> {
  const { door, client } = call
  const answer = await door.try(client, clearMetadata, { subject: target })
  if (!answer.ok) return refused(call, answer.fault, { target, key: '*' })
  const name = named(call, target)
  sendBatch(
    client,
    ['metadata', name],
    answer.result.entries.map(({ key }) => keyNotSet(client, name, key)),
  )
}

function subscribe(call: Call, _target: string, keys: readonly string[]): void {
  const { client } = call
  const added: string[] = []
  for (const key of keys) {
    if (!metadataKey.safeParse(key).success) failed(call, ['KEY_INVALID', key], 'That is not a key')
    else if (client.metadataKeys.size >= mostSubscriptions && !client.metadataKeys.has(key))
      failed(call, ['TOO_MANY_SUBS', key], 'There are too many subscriptions')
    else {
      client.metadataKeys.add(key)
      added.push(key)
    }
  }
  for (const words of inLines(added)) client.numeric('RPL_METADATASUBOK', ...words)
}

function unsubscribe(call: Call, _target: string, keys: readonly string[]): void {
  const { client } = call
  const valid = keys.filter((key) => metadataKey.safeParse(key).success)
  for (const key of keys) if (!valid.includes(key)) failed(call, ['KEY_INVALID', key], 'That is not a key')
  for (const key of valid) client.metadataKeys.delete(key)
  for (const words of inLines(valid)) client.numeric('RPL_METADATAUNSUBOK', ...words)
}

function subscriptions({ client }: Call): void {
  const lines = inLines([...client.metadataKeys]).map((words): IrcLine => ({
    source: client.serverName,
    command: numerics.RPL_METADATASUBS,
    params: [client.nick, ...words],
  }))
  sendBatch(client, ['metadata-subs'], lines)
}

function inLines(keys: readonly string[]): readonly (readonly string[])[] {
  const lines: string[][] = []
  for (const key of keys) {
    const last = lines.at(-1)
    if (last === undefined || last.length === 12 || last.join(' ').length + key.length > 400)
      lines.push([key])
    else last.push(key)
  }
  return lines
}

async function sync(call: Call, target: string): Promise<void> {
  const { door, client } = call
  const known = await door.try(client, getMetadata, { subject: target })
  if (!known.ok) return refused(call, known.fault, { target })
  await sendMetadata(door, client, target)
}

/** What a client has subscribed to, of a channel and everybody in it, or of a person. */
export async function sendMetadata(door: IrcDoor, client: IrcClient, target: string): Promise<void> {
  if (!client.has('draft/metadata-3') || client.metadataKeys.size === 0) return
  for (const { shown, entries } of await subscribedOf(door, client, target)) {
    const lines = entries.map((entry) => keyValue(client, shown, entry))
    sendBatch(client, ['metadata', shown], lines)
  }
}

async function subscribedOf(
  door: IrcDoor,
  client: IrcClient,
  target: string,
): Promise<readonly ShownMetadata[]> {
  const keys = [...client.metadataKeys]
  if (target.startsWith('#')) {
    const listed = await door.try(client, listChannelMetadata, { channel: target, keys })
    return listed.ok ? listed.result.found : []
  }
  const person = await door.try(client, getMetadata, { subject: target, keys })
  return person.ok && person.result.entries.length > 0 ? [person.result] : []
}

/** What was set before the welcome is set now, and told in one batch. */
export async function applyEarlyMetadata(door: IrcDoor, client: IrcClient): Promise<void> {
  const { metadata } = client.registration
  if (metadata === null) return
  const set: IrcLine[] = []
  for (const [key, value] of metadata) {
    const done = await door.try(client, setMetadata, { subject: '*', key, value })
    if (done.ok) set.push(keyValue(client, client.nick, { key, value }))
  }
  client.registration.metadata = null
  sendBatch(client, ['metadata', client.nick], set)
}

/** Before the welcome only one's own values can be set, and keys subscribed to. */
function early(call: Call, subcommand: string, rest: readonly string[]): void {
  const { client } = call
  const [key = '', value = ''] = rest
  if (subcommand === 'SUB') return subscribe(call, '*', rest)
  if (subcommand !== 'SET' || !client.has('draft/metadata-3')) return client.refuseVisitor()
  if (!metadataKey.safeParse(key).success) return failed(call, ['KEY_INVALID', key], 'That is not a key')
  const metadata = (client.registration.metadata ??= new Map())
  if (Buffer.byteLength(value) > metadataLimit.valueBytes || metadata.size >= mostSubscriptions)
    return failed(call, ['INVALID_VALUE', key], 'That is too long')
  if (value === '') metadata.delete(key)
  else metadata.set(key, value)
  client.answer(keyValue(client, '*', { key, value }))
}
