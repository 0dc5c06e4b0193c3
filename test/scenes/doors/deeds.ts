/** Everything a person can do in a scene, whatever the door. A driver says for each how its door does it. */
import type { ChannelRole, NotificationLevel } from '../../../src/core/types.ts'

interface Deeds {
  register: { readonly password: string; readonly invitation: string | null }
  'sign-in': { readonly password: string }
  'sign-in-by-token': { readonly secret: string }
  'enter-as-guest': { readonly name: string | null }
  quit: object
  'change-password': { readonly current: string; readonly password: string }
  /** `null`: back. */
  'go-away': { readonly text: string | null }
  'take-display-name': { readonly text: string }
  /** For as long as they are here. */
  'take-name': { readonly name: string }
  /** Without a channel: where the person talks now. */
  say: { readonly channel: string | null; readonly text: string }
  act: { readonly channel: string | null; readonly text: string }
  'write-privately': { readonly to: string; readonly text: string }
  /** To the last private message received. */
  reply: { readonly text: string }
  /** With the sender's own mark, by which a message sent again is known. */
  'say-marked': { readonly channel: string; readonly text: string; readonly mark: string }
  /** To the newest message of the text `original`. */
  answer: { readonly channel: string; readonly original: string; readonly text: string }
  edit: { readonly channel: string | null; readonly text: string }
  delete: { readonly channel: string | null }
  /** The newest to this person, while nothing else was said since. */
  'delete-private': { readonly to: string }
  /** To the newest message of that text, as the three after it. */
  react: { readonly channel: string; readonly text: string; readonly reaction: string }
  unreact: { readonly channel: string; readonly text: string; readonly reaction: string }
  pin: { readonly channel: string; readonly text: string }
  unpin: { readonly channel: string; readonly text: string }
  'set-level': { readonly channel: string; readonly level: NotificationLevel }
  create: { readonly channel: string; readonly kind: 'public' | 'private' }
  join: { readonly channel: string; readonly key: string | null }
  leave: { readonly channel: string }
  invite: { readonly channel: string; readonly user: string }
  remove: {
    readonly channel: string
    readonly user: string
    readonly seconds: number | null
    readonly reason: string | null
  }
  'set-role': { readonly channel: string; readonly user: string; readonly role: ChannelRole }
  /** Empty: taken away. */
  'set-topic': { readonly channel: string; readonly text: string }
  set: { readonly channel: string; readonly setting: string; readonly value: string }
  archive: { readonly channel: string }
  kick: { readonly user: string; readonly seconds: number | null; readonly reason: string | null }
  ban: { readonly subject: string; readonly reason: string | null }
  unban: { readonly subject: string }
  mute: { readonly user: string; readonly seconds: number | null; readonly reason: string | null }
  unmute: { readonly user: string }
  announce: { readonly text: string }
  'revoke-token': { readonly name: string }
  'revoke-other-tokens': object
}

export type DeedName = keyof Deeds
export type DeedOf<D extends DeedName> = Deeds[D] & { readonly do: D }
export type Deed = { [D in DeedName]: DeedOf<D> }[DeedName]
