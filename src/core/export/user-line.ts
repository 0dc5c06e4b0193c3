/** A person or a bot. Guests are not taken along; what they said is. */
import { z } from 'zod'
import { quietHours } from '../users/quiet-hours.ts'
import { nameProblem } from '../users/names.ts'
import { line, time, userhost, userId, withoutAddress } from './pieces.ts'

const accountName = z.string().superRefine((name, check) => {
  const problem = nameProblem(name, '')
  if (problem !== null) check.addIssue({ code: 'custom', message: problem })
})

const off = z.boolean().default(false)
const note = z.string().max(1000).nullable().default(null)

export const userLine = z
  .strictObject({
    type: z.literal('user'),
    id: userId,
    name: accountName,
    kind: z.enum(['person', 'bot']).default('person'),
    /** Of a bot: whose it is. */
    owner: userId.nullable().default(null),
    role: z.enum(['none', 'moderator', 'admin']).default('none'),
    userhost: userhost.nullable().default(null),
    displayName: line(200).nullable().default(null),
    realName: line(1000).nullable().default(null),
    email: line(320).nullable().default(null),
    awayText: line(1000).nullable().default(null),
    settings: z.strictObject({ invisible: off, bot: off, accountsOnly: off, oneClient: off }).prefault({}),
    notifications: z
      .strictObject({ quiet: quietHours.nullable().default(null), showText: z.boolean().default(true) })
      .prefault({}),
    createdAt: time,
    lastSeenAt: time.nullable().default(null),
    /** Only in an export that was asked for them: what passwords are checked against. */
    password: z
      .strictObject({
        hash: z.string().regex(/^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/, 'must be a bcrypt hash'),
        scram: note,
      })
      .nullable()
      .default(null),
  })
  .transform((user) => ({
    ...user,
    userhost: user.userhost ?? hostFor(user),
    lastSeenAt: user.lastSeenAt ?? user.createdAt,
  }))

function hostFor({ name, kind }: { readonly name: string; readonly kind: 'person' | 'bot' }): string {
  return withoutAddress({ name, account: name, isBot: kind === 'bot' })
}

export type UserLine = Readonly<z.output<typeof userLine>>
