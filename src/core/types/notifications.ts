/** How people are called when they are not there. */
import type { ChannelId, ChannelKind, MessageId, TokenId } from '../types.ts'

/** When somebody is not called, in the time of where they live. */
export interface QuietHours {
  /** Minutes of the day, 0 to 1439. Over midnight where `to` is the smaller; a whole day where both are the same. */
  readonly from: number
  readonly to: number
  /** As the time zone database names it: `Europe/Paris`. */
  readonly timeZone: string
  /** The days on which they begin: 1 is Monday, 7 Sunday. */
  readonly days: readonly number[]
}

/** How a user wants to be called; the same for all their clients. */
export interface NotificationSettings {
  /** `null`: at any time. */
  readonly quiet: QuietHours | null
  /** Whether what was said may be shown by whatever calls them. */
  readonly showText: boolean
}

/** Where a browser can be called through the push service of its maker. One browser, one token, one subscription. */
export interface PushSubscription {
  readonly token: TokenId
  /** Known to the browser and its push service alone: whoever has it may call. */
  readonly endpoint: string
  /** What the browser gave to encrypt for it, base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string }
}

/** What a browser is told when it is called, as JSON of less than 3,000 bytes. */
export type PushNote =
  | {
      readonly is: 'message'
      readonly channel: { readonly id: ChannelId; readonly kind: ChannelKind; readonly name: string }
      readonly author: string
      /** Shortened; `null` where the user does not want it shown. */
      readonly text: string | null
      readonly message: MessageId
      readonly at: number
      /** How many messages this call is for; it tells of the newest. */
      readonly count: number
    }
  | { readonly is: 'test'; readonly at: number }
