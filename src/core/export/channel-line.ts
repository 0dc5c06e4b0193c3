/** A channel or a private conversation, and who belongs to it. */
import { z } from 'zod'
import { channelNameProblem } from '../channels/names.ts'
import { channelKey, defaultSettings, privateSettings, userLimit } from '../channels/settings.ts'
import { notificationLevels, type ChannelKind, type ChannelSettings } from '../types.ts'
import { channelId, line, messageId, time, userId } from './pieces.ts'

const flag = z.boolean().optional()

const settings = z.strictObject({
  moderated: flag,
  inviteOnly: flag,
  membersOnly: flag,
  topicLocked: flag,
  secret: flag,
  key: channelKey.nullish(),
  userLimit: userLimit.nullish(),
  accountsOnly: flag,
  accountsSpeak: flag,
  noCtcp: flag,
  noPreviews: flag,
})

const member = z.strictObject({
  user: userId,
  role: z.enum(['member', 'voice', 'halfop', 'moderator', 'admin', 'owner']).default('member'),
  voiced: z.boolean().default(false),
  joinedAt: time,
  level: z.enum(notificationLevels).default('mentions'),
  /** The newest message they have seen; `null`: none. */
  read: messageId.nullable().default(null),
  readAt: time.nullable().default(null),
})

const side = z.strictObject({ id: userId, name: line(64) })

export const channelLine = z
  .strictObject({
    type: z.literal('channel'),
    id: channelId,
    kind: z.enum(['public', 'private', 'direct']).default('public'),
    /** Without the leading `#`; left out for private conversations. */
    name: z.string().default(''),
    topic: line(4000).default(''),
    topicBy: line(64).nullable().default(null),
    topicAt: time.nullable().default(null),
    settings: settings.prefault({}),
    createdAt: time,
    archivedAt: time.nullable().default(null),
    /** Of a private conversation: the two, in the order of their ids; twice the same when one talks to oneself. */
    between: z.tuple([side, side]).readonly().nullable().default(null),
    members: z.array(member).readonly().default([]),
  })
  .superRefine(({ kind, name, between }, check) => {
    if ((kind === 'direct') !== (between !== null))
      check.addIssue({
        code: 'custom',
        path: ['between'],
        message: 'must be given for direct, and only for it',
      })
    const problem = kind === 'direct' ? null : channelNameProblem(name)
    if (problem !== null) check.addIssue({ code: 'custom', path: ['name'], message: problem })
  })
  .transform((channel) => ({ ...channel, settings: wholeSettings(channel) }))

export type ChannelLine = Readonly<z.output<typeof channelLine>>
export type MemberLine = ChannelLine['members'][number]

/** What is left out is as in a channel that is made. */
function wholeSettings({
  kind,
  settings: { key = null, userLimit: most = null, ...flags },
}: {
  readonly kind: ChannelKind
  readonly settings: z.output<typeof settings>
}): ChannelSettings {
  const begun = kind === 'private' ? privateSettings : defaultSettings
  const given = Object.entries(flags).filter(([, value]) => value !== undefined)
  return { ...begun, ...Object.fromEntries(given), key, userLimit: most }
}
