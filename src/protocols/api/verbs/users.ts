/** Who one is, and who others are. */
import { z } from 'zod'
import { setAway } from '../../../core/presence/set-away.ts'
import { whoIsOnline } from '../../../core/presence/who-is-online.ts'
import { acceptUser } from '../../../core/users/accept.ts'
import { listAvatars, removeAvatar, setAvatar } from '../../../core/users/avatars.ts'
import { changePassword } from '../../../core/users/change-password.ts'
import { changeUserSetting } from '../../../core/users/change-settings.ts'
import { renameUser } from '../../../core/users/rename-user.ts'
import { setDisplayName } from '../../../core/users/set-display-name.ts'
import { showUser } from '../../../core/users/show-user.ts'
import { profileOf, selfOf } from '../encode/shapes.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

export const userVerbs = {
  'user.show': verb(showUser, {
    about: 'What you may know of somebody.',
    ok: shapes.profile,
    answer: profileOf,
  }),
  'user.set-display-name': verb(setDisplayName, {
    about: 'Chooses the free name shown beside the real one; empty takes it away.',
    ok: z.object({ displayName: z.string().nullable() }),
    answer: ({ displayName }) => ({ displayName }),
  }),
  'user.set-avatar': verb(setAvatar, {
    about:
      'Takes a picture that you have brought as what you are shown by; without one you are shown by your initials.',
    ok: z.object({ avatar: shapes.avatar.nullable() }),
    answer: ({ avatar }) => ({ avatar }),
  }),
  'user.list-avatars': verb(listAvatars, {
    about: 'What people are shown by; those who have nothing are left out.',
    ok: z.object({ avatars: z.array(z.object({ user: shapes.id, avatar: shapes.avatar })) }),
    answer: ({ avatars }) => ({ avatars: [...avatars] }),
  }),
  'user.remove-avatar': verb(removeAvatar, {
    about: 'Takes away what somebody is shown by. For moderators and admins of the server.',
    ok: z.object({ name: z.string() }),
    answer: ({ name }) => ({ name }),
  }),
  'user.rename': verb(renameUser, {
    about: 'Goes by another name while you are here.',
    ok: z.object({ user: shapes.self }),
    answer: ({ user }) => ({ user: selfOf(user) }),
    actor: ({ actor }) => actor,
  }),
  'user.change-setting': verb(changeUserSetting, {
    about: 'Chooses how you are found and written to.',
    ok: z.object({ settings: shapes.userSettings }),
    answer: ({ settings }) => ({ settings }),
  }),
  'user.change-password': verb(changePassword, {
    about: 'Takes a new password; every other client of yours is signed out.',
    ok: z.null(),
    answer: () => null,
    actor: ({ actor }) => actor,
  }),
  'user.accept': verb(acceptUser, {
    about: 'Takes private messages from somebody without an account, or no more.',
    ok: z.object({ name: z.string(), accepted: z.boolean() }),
    answer: ({ name, accepted }) => ({ name, accepted }),
  }),
  'presence.set-away': verb(setAway, {
    about: 'Says that you are away, or, with an empty text, back.',
    ok: z.object({ awayText: z.string().nullable() }),
    answer: ({ awayText }) => ({ awayText }),
  }),
  'presence.who-is-online': verb(whoIsOnline, {
    about: 'Everybody who is here now.',
    ok: z.object({
      users: z.array(
        z.object({
          name: z.string(),
          displayName: z.string().nullable(),
          awayText: z.string().nullable(),
          role: shapes.serverRole,
        }),
      ),
    }),
    answer: ({ users }) => ({ users: [...users] }),
  }),
} as const
