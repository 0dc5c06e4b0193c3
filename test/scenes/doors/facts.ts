/** Everything a person can notice in a scene, whatever the door. A driver says for each how its door shows it. */
import type { ErrorCode } from '../../../src/core/errors.ts'
import type { ChannelRole, ServerRole } from '../../../src/core/types.ts'

interface Facts {
  /** Anything at all that holds this text. */
  text: { readonly text: string }
  'signed-in': object
  refused: { readonly code: ErrorCode }
  message: { readonly from: string; readonly channel: string; readonly text: string }
  action: { readonly from: string; readonly channel: string; readonly text: string }
  private: { readonly from: string; readonly text: string }
  'own-private': { readonly to: string; readonly text: string }
  /** A private answer to an earlier private message. */
  'private-reply': { readonly from: string; readonly text: string; readonly original: string }
  edited: { readonly from: string; readonly channel: string; readonly text: string }
  deleted: { readonly by: string; readonly channel: string }
  'deleted-private': { readonly by: string }
  reacted: {
    readonly by: string
    readonly channel: string
    readonly reaction: string
    /** `false`: taken back. */
    readonly added: boolean
  }
  pinned: { readonly by: string; readonly channel: string; readonly pinned: boolean }
  missed: { readonly count: number; readonly where: string }
  'missed-anything': object
  /** Of what was missed, how much was for this person. */
  mentioned: { readonly count: number; readonly where: string }
  /** `text: null`: whatever they say of it. */
  renamed: { readonly user: string; readonly name: string }
  away: { readonly user: string; readonly text: string | null }
  'not-here': { readonly user: string }
  joined: { readonly user: string; readonly channel: string }
  left: { readonly user: string; readonly channel: string }
  removed: {
    readonly user: string
    readonly channel: string
    readonly by: string
    /** `2023-11-14 22:14`; `null`: not looked at, as the reason. */
    readonly until: string | null
    readonly reason: string | null
  }
  topic: { readonly channel: string; readonly text: string }
  role: { readonly user: string; readonly channel: string; readonly role: ChannelRole }
  setting: { readonly channel: string; readonly setting: string; readonly value: string }
  invited: { readonly channel: string; readonly by: string }
  archived: { readonly channel: string; readonly by: string }
  /** `user: null`: the person who notices is the one concerned. */
  kicked: { readonly user: string | null }
  banned: { readonly user: string | null }
  muted: { readonly user: string | null }
  unmuted: { readonly user: string | null }
  'server-role': { readonly user: string | null; readonly role: ServerRole }
  'password-changed': object
  announcement: { readonly text: string }
  'shutdown-warning': { readonly seconds: number }
  'shutdown-cancelled': object
  'shutdown-started': object
}

export type FactName = keyof Facts
export type FactOf<F extends FactName> = Facts[F] & { readonly see: F }
export type Fact = { [F in FactName]: FactOf<F> }[FactName]
