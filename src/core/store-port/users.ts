/** What the core asks of a database about users. */
import type { Channel, ChannelId, ServerRole, User, UserId, UserKind, UserSettings } from '../types.ts'

export interface NewUser {
  readonly id: UserId
  readonly name: string
  readonly kind: UserKind
  readonly userhost: string
  /** What their client calls them. */
  readonly realName: string | null
  readonly email: string | null
  /** `null` for guests. */
  readonly passwordHash: string | null
  readonly scram: string | null
  readonly address: string
  readonly createdAt: number
  /** Joined in the same transaction. */
  readonly channels: readonly ChannelId[]
  /** The digest of the invitation this registration uses up; refused with `invite-code-required` when unknown, used or expired. */
  readonly inviteDigest: string | null
}

export interface NewPerson {
  readonly account: string
  readonly userhost: string
  readonly email: string | null
  readonly passwordHash: string
  readonly scram: string | null
  /** As in `NewUser`. */
  readonly inviteDigest: string | null
  readonly at: number
}

export interface GoingBy {
  readonly name: string
  readonly userhost: string
}

export interface UserStore {
  /** Rejects with `name-taken`. Answers with the channels joined, as they were then. */
  create(user: NewUser): Promise<{ user: User; joined: readonly Channel[] }>
  byName(name: string): Promise<User | null>
  byId(id: UserId): Promise<User | null>
  byIds(ids: readonly UserId[]): Promise<readonly User[]>
  credentials(name: string): Promise<{ user: User; passwordHash: string | null } | null>
  /** `scram`: what SCRAM checks the same password against, where that is offered. */
  setPassword(id: UserId, passwordHash: string, scram: string | null): Promise<void>
  /** The SCRAM keys of a user, as they were stored; `null` for unknown names and users without. */
  scramOf(name: string): Promise<{ user: User; scram: string } | null>
  /** Rejects with `name-taken`. The name before is free again unless it is the account. */
  rename(id: UserId, name: string): Promise<void>
  setUserhost(id: UserId, userhost: string): Promise<void>
  setSettings(id: UserId, settings: Partial<UserSettings>): Promise<void>
  /** A guest becomes a person with an account of the name given; rejects with `name-taken` or `invite-code-required`. */
  makePerson(id: UserId, person: NewPerson): Promise<User>
  /**
   * A guest's memberships go over to a user, where they have none yet; the guest is gone. With `goingBy` the user goes on under
   * that name, which may be the guest's; rejects with `name-taken`.
   */
  absorbGuest(guest: UserId, user: UserId, goingBy?: GoingBy): Promise<void>
  /** Whether `user` takes private messages from `other` although these have no account. */
  accepts(user: UserId, other: UserId): Promise<boolean>
  setAccepted(user: UserId, other: UserId, accepted: boolean): Promise<void>
  certificateOwner(fingerprint: string): Promise<User | null>
  /** The same certificate again moves it to this user. */
  addCertificate(id: UserId, fingerprint: string, at: number): Promise<void>
  removeCertificate(id: UserId, fingerprint: string): Promise<boolean>
  certificates(id: UserId): Promise<readonly string[]>
  setRole(id: UserId, role: ServerRole): Promise<void>
  setDisplayName(id: UserId, displayName: string | null): Promise<void>
  setRealName(id: UserId, realName: string | null): Promise<void>
  setAway(id: UserId, awayText: string | null): Promise<void>
  /** Remembers when and from where a user was last seen. */
  touch(id: UserId, address: string, at: number): Promise<void>
  /** Removes a guest with their memberships; their messages stay under the name they had. */
  removeGuest(id: UserId): Promise<void>
  removeAllGuests(): Promise<number>
  /** Everybody goes by their account again, as nobody is here any more; answers for how many that is a change. */
  restoreNames(): Promise<number>
  /** Ordered by name. */
  list(page: { after: string | null; limit: number }): Promise<readonly User[]>
  count(): Promise<number>
  addInvite(digest: string, expiresAt: number): Promise<void>
}
