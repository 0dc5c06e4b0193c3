/** What a channel starts with, and what each of its settings takes. */
import { z } from 'zod'
import type { ChannelSettings } from '../types.ts'

export const defaultSettings: ChannelSettings = {
  moderated: false,
  inviteOnly: false,
  membersOnly: true,
  topicLocked: true,
  secret: false,
  key: null,
  userLimit: null,
  accountsOnly: false,
  accountsSpeak: false,
  noCtcp: false,
  noPreviews: false,
}

/** A private channel is invite-only and secret, and stays so. */
export const privateSettings: ChannelSettings = { ...defaultSettings, inviteOnly: true, secret: true }

export const channelKey = z
  .string()
  .regex(/^[^\s,\p{C}]{1,32}$/u, 'a key is 1 to 32 characters without spaces or commas')

export const userLimit = z.int().min(1).max(1_000_000)

/** One change at a time, as a value of its own type. */
export const settingChange = z.discriminatedUnion('setting', [
  z.object({ setting: z.literal('moderated'), value: z.boolean() }),
  z.object({ setting: z.literal('inviteOnly'), value: z.boolean() }),
  z.object({ setting: z.literal('membersOnly'), value: z.boolean() }),
  z.object({ setting: z.literal('topicLocked'), value: z.boolean() }),
  z.object({ setting: z.literal('secret'), value: z.boolean() }),
  z.object({ setting: z.literal('accountsOnly'), value: z.boolean() }),
  z.object({ setting: z.literal('accountsSpeak'), value: z.boolean() }),
  z.object({ setting: z.literal('noCtcp'), value: z.boolean() }),
  z.object({ setting: z.literal('noPreviews'), value: z.boolean() }),
  z.object({ setting: z.literal('key'), value: channelKey.nullable() }),
  z.object({ setting: z.literal('userLimit'), value: userLimit.nullable() }),
])
