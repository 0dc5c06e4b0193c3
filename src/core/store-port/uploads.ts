/** What the core asks of a database about files. */
import type { Avatar, Upload, UploadContent, UploadId, UserId } from '../types.ts'

export interface NewUpload {
  readonly id: UploadId
  readonly owner: UserId
  readonly key: string
  readonly name: string
  readonly size: number
  readonly createdAt: number
}

/** Bytes. */
export interface UploadLimits {
  readonly perUser: number
  readonly total: number
}

/** What is to be cleared away: an upload that is not shown any more. */
export interface GoneUpload {
  readonly id: UploadId
  readonly digest: string | null
}

export interface UploadStore {
  /** Rejects with `uploads-full` when it would be too much, of this user or of all. Counted are also those still coming. */
  reserve(upload: NewUpload, limits: UploadLimits): Promise<void>
  byId(id: UploadId): Promise<Upload | null>
  byKey(key: string): Promise<Upload | null>
  /** `null`: it is not there any more. Said twice, the first one counts. */
  finish(id: UploadId, content: UploadContent): Promise<Upload | null>
  /** In the place of the one before, which is removed; `null`: none. `false`: nothing has changed, as there is no such picture. */
  setAvatar(owner: UserId, upload: UploadId | null, at: number): Promise<boolean>
  /** Of those who have one. */
  avatarsOf(users: readonly UserId[]): Promise<readonly Avatar[]>
  /** Only what nothing was said with, and nobody is shown by; `false`: there is no such thing. */
  remove(id: UploadId, owner: UserId, at: number): Promise<boolean>
  /** Bytes of a user, those still coming too. */
  usedBy(user: UserId): Promise<number>
  /** Removes what nothing was said with and was made before a time; from then on nothing can be. */
  removeUnsaid(before: number, at: number): Promise<void>
  /** Those that were removed, or whose message was; the oldest first. */
  gone(limit: number): Promise<readonly GoneUpload[]>
  /** Whether any other upload has the same content. */
  isShown(digest: string, but: UploadId): Promise<boolean>
  forget(id: UploadId): Promise<void>
}
