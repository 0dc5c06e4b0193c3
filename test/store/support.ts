/** What store tests share: a place of their own, a log that remembers, and people and channels to work with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log, LogFields } from '../../src/core/ports.ts'
import type { NewMessage } from '../../src/core/store-port.ts'
import { ChatError } from '../../src/core/errors.ts'
import type {
  Channel,
  ChannelId,
  ChannelSettings,
  MessageId,
  User,
  UserId,
  UserRef,
} from '../../src/core/types.ts'
import type { OpenStore } from '../../src/store/open-store.ts'

export function temporaryFolder(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-store-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface RememberingLog extends Log {
  readonly lines: { level: string; message: string; fields: LogFields }[]
}

export function rememberingLog(): RememberingLog {
  const lines: RememberingLog['lines'] = []
  const at = (level: string) => (fields: LogFields, message: string) =>
    void lines.push({ level, message, fields })
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export const plainSettings: ChannelSettings = {
  moderated: false,
  inviteOnly: false,
  membersOnly: true,
  topicLocked: false,
  secret: false,
  key: null,
  userLimit: null,
}

let lastNumber = 0
/** Identifiers only need to be new, and to sort by age. */
export function newId<Id extends string>(kind: string): Id {
  lastNumber += 1
  return `${kind}-${String(lastNumber).padStart(8, '0')}` as Id
}

export async function addUser(
  store: OpenStore,
  name: string,
  given: { channels?: ChannelId[] } = {},
): Promise<User> {
  const created = await store.users.create({
    id: newId<UserId>('u'),
    name,
    kind: 'person',
    passwordHash: `hash of ${name}`,
    address: '192.0.2.1',
    createdAt: 1000,
    channels: given.channels ?? [],
    inviteDigest: null,
  })
  return created.user
}

export async function addGuest(store: OpenStore, name: string, channels: ChannelId[] = []): Promise<User> {
  const guest = {
    id: newId<UserId>('g'),
    name,
    kind: 'guest' as const,
    passwordHash: null,
    address: '192.0.2.2',
  }
  return (await store.users.create({ ...guest, createdAt: 1000, channels, inviteDigest: null })).user
}

export function addChannel(
  store: OpenStore,
  name: string,
  given: { owner?: UserId; kind?: 'public' | 'private'; settings?: Partial<ChannelSettings> } = {},
): Promise<Channel> {
  return store.channels.create({
    id: newId<ChannelId>('c'),
    kind: given.kind ?? 'public',
    name,
    settings: { ...plainSettings, ...given.settings },
    createdAt: 1000,
    owner: given.owner ?? null,
  })
}

export function messageOf(
  channel: ChannelId,
  author: UserRef,
  given: Partial<Omit<NewMessage, 'channel' | 'author'>> = {},
): NewMessage {
  return {
    id: newId<MessageId>('m'),
    channel,
    author: { id: author.id, name: author.name },
    kind: 'text',
    text: 'hello',
    replyTo: null,
    clientTag: null,
    sentAt: 2000,
    ...given,
  }
}

export async function say(store: OpenStore, channel: Channel, author: UserRef, text: string) {
  return (await store.messages.append(messageOf(channel.id, author, { text }))).message
}

/** The code a refusal carries; anything else that happens is told as it is. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
    return 'not refused'
  } catch (error) {
    return error instanceof ChatError ? error.code : String(error)
  }
}
