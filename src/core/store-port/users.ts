/** What the core asks of a database about users. */
import type {
  Channel,
  ChannelId,
  NotificationSettings,
  ServerRole,
  TokenId,
  User,
  UserId,
  UserKind,
  UserSettings,
} from '../types.ts'

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

/** What is kept of a password. `scram`: what SCRAM checks it against, where that is offered. */
interface KeptPassword {
  readonly passwordHash: string
  readonly scram: string | null
}

export interface NewPassword extends KeptPassword {
  /** The one token that stays. */
  readonly keep: TokenId | null
  /** The user's `passwordChanges` when the password before was checked; `null`: nobody asked for it. */
  readonly changes: number | null
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
  /** Every token of the user but one goes along. `false`: somebody else has changed the password meanwhile, and nothing was done. */
  setPassword(id: UserId, password: NewPassword): Promise<boolean>
  /** The same password, hashed anew; nothing if it was changed meanwhile. */
  strengthenPassword(id: UserId, password: KeptPassword & { readonly changes: number }): Promise<void>
  /** The SCRAM keys of a user, as they were stored; `null` for unknown names and users without. */
  scramOf(name: string): Promise<{ user: User; scram: string } | null>
  /** Rejects with `name-taken`. The name before is free again unless it is the account. */
  rename(id: UserId, name: string): Promise<void>
  setUserhost(id: UserId, userhost: string): Promise<void>
  setSettings(id: UserId, settings: Partial<UserSettings>): Promise<void>
  notifications(id: UserId): Promise<NotificationSettings | null>
  /** Only what is given is changed; answers what holds now, `null` where there is no such user. */
  setNotifications(id: UserId, change: Partial<NotificationSettings>): Promise<NotificationSettings | null>
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
  /** Whether anybody has an account; guests have none. */
  someoneRegistered(): Promise<boolean>
  addInvite(digest: string, expiresAt: number): Promise<void>
}
