/** The channels every new user joins; made by the server itself when they are missing. */
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import type { ChannelId } from '../types.ts'
import { bareChannelName } from './names.ts'
import { defaultSettings } from './settings.ts'

type Making = Pick<Context, 'store' | 'newId' | 'now'>

/** The ids of the default channels that can be joined; archived ones are passed over. */
export async function channelsToJoin(
  context: Making,
  names: readonly string[],
): Promise<readonly ChannelId[]> {
  const ids: ChannelId[] = []
  for (const name of names) {
    const id = await findOrMake(context, bareChannelName(name))
    if (id !== null) ids.push(id)
  }
  return ids
}

/** The channel of that name, made without an owner where there is none; `null` where it is archived. */
export async function findOrMake(context: Making, name: string): Promise<ChannelId | null> {
  const found = await find(context, name)
  if (found !== undefined) return found
  const channel = {
    id: context.newId<ChannelId>(),
    kind: 'public',
    name,
    settings: defaultSettings,
    createdAt: context.now,
    owner: null,
  } as const
  try {
    return (await context.store.channels.create(channel)).id
  } catch (error) {
    if (error instanceof ChatError && error.code === 'channel-name-taken')
      return (await find(context, name)) ?? null
    throw error
  }
}

async function find(context: Making, name: string): Promise<ChannelId | null | undefined> {
  const access = await context.store.channels.access({ name }, null, context.now)
  if (access === null) return undefined
  return access.channel.archivedAt === null ? access.channel.id : null
}
