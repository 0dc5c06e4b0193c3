/** What store tests share: a place of their own, a log that remembers, and people and channels to work with. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Log, LogFields } from '../../src/core/ports.ts'
import type { NewMessage, NewUser } from '../../src/core/store-port.ts'
import { ChatError } from '../../src/core/errors.ts'
import type {
  Channel,
  ChannelId,
  ChannelSettings,
  MessageId,
  Person,
  User,
  UserId,
} from '../../src/core/types.ts'
import { openStore, type OpenStore } from '../../src/store/open-store.ts'

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

/** A store in a place of its own, which is gone when the test has ended. */
export async function temporaryStore(): Promise<OpenStore> {
  const { folder, remove } = temporaryFolder()
  const store = await openStore({ file: join(folder, 'parlance.sqlite'), log: rememberingLog() })
  onTestFinished(async () => {
    await store.close()
    remove()
  })
  return store
}

export const plainSettings: ChannelSettings = {
  moderated: false,
  inviteOnly: false,
  membersOnly: true,
  topicLocked: false,
  secret: false,
  key: null,
  userLimit: null,
  accountsOnly: false,
  accountsSpeak: false,
  noCtcp: false,
  noPreviews: false,
}

let lastNumber = 0
/** Identifiers only need to be new, and to sort by age. */
export function newId<Id extends string>(kind: string): Id {
  lastNumber += 1
  return `${kind}-${String(lastNumber).padStart(8, '0')}` as Id
}

/** A person to be, as somebody who registers; what matters to a test is given. */
export function newUser(name: string, given: Partial<NewUser> = {}): NewUser {
  return {
    id: newId<UserId>('u'),
    name,
    kind: 'person',
    userhost: `${name}@user/${name}`,
    realName: null,
    email: null,
    passwordHash: `hash of ${name}`,
    scram: null,
    address: '192.0.2.1',
    createdAt: 1000,
    channels: [],
    inviteDigest: null,
    ...given,
  }
}

export async function addUser(
  store: OpenStore,
  name: string,
  given: { channels?: ChannelId[] } = {},
): Promise<User> {
  return (await store.users.create(newUser(name, given))).user
}

export async function addGuest(store: OpenStore, name: string, channels: ChannelId[] = []): Promise<User> {
  const guest = { kind: 'guest', passwordHash: null, address: '192.0.2.2', channels } as const
  return (await store.users.create(newUser(name, { ...guest, userhost: `${name}@guest/0123` }))).user
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
  author: Person,
  given: Partial<Omit<NewMessage, 'channel' | 'author'>> = {},
): NewMessage {
  return {
    id: newId<MessageId>('m'),
    channel,
    author: {
      id: author.id,
      name: author.name,
      account: author.account,
      userhost: author.userhost,
    },
    kind: 'text',
    text: 'hello',
    replyTo: null,
    tags: null,
    clientTag: null,
    sentAt: 2000,
    uploads: [],
    ...given,
  }
}

export async function say(store: OpenStore, channel: Channel, author: Person, text: string) {
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
