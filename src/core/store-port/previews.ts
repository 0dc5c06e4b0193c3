/** What the core asks of a database about what is behind links. */
import type { LinkPreview, MessageId, PreviewId } from '../types.ts'

/** What was found behind a link: `content: null`, nothing to show. */
export interface FoundPreview {
  readonly id: PreviewId
  /** SHA-256 of the link, in hexadecimal. */
  readonly link: string
  readonly content: LinkPreview | null
  /** Where the bytes of its picture are kept. */
  readonly pictureDigest: string | null
  readonly createdAt: number
  readonly expiresAt: number
}

/** A picture behind an address. */
export interface KeptPicture {
  readonly digest: string
  readonly thumbnails: readonly number[]
}

/** How far what a message shows of its links has come. */
export interface PreviewState {
  /** The place of its last change in the channel's order; 0: there was none. */
  readonly position: number
  /** Links whose previews somebody took away. */
  readonly removed: readonly string[]
}

export interface NewPreviews {
  readonly message: MessageId
  readonly at: number
  /** All that the message is to show. */
  readonly previews: readonly LinkPreview[]
  readonly removed: readonly string[]
  /** What it was made from: nothing is stored when the message is another by then. */
  readonly since: { readonly editedAt: number | null; readonly position: number }
}

export interface GonePreview {
  readonly id: PreviewId
  readonly pictureDigest: string | null
}

export interface PreviewStore {
  /** The newest that has not expired; `null`: the link is to be asked for. */
  byLink(link: string, now: number): Promise<FoundPreview | null>
  keep(found: FoundPreview): Promise<void>
  picture(key: string): Promise<KeptPicture | null>
  stateOf(message: MessageId): Promise<PreviewState>
  /** Takes the channel's next position and answers it; `null`: the message has changed meanwhile, or is absent or deleted. */
  set(given: NewPreviews): Promise<number | null>
  /** Expired, and shown by no message; the oldest first. */
  gone(now: number, limit: number): Promise<readonly GonePreview[]>
  /** Whether a preview has this picture; `but` does not count. */
  isPictureShown(digest: string, but: PreviewId): Promise<boolean>
  /** Unless a message shows it by now: `false`. */
  forget(id: PreviewId): Promise<boolean>
}
