/** Facts about users, and what operators do to them. */
import type {
  ClientId,
  NotificationSettings,
  Person,
  Report,
  ServerRole,
  TokenId,
  UserRef,
  UserSettings,
} from '../types.ts'
import type { Fact } from './fact.ts'

/** The first client of a user came. */
export interface UserArrived extends Fact<'user.arrived'> {
  readonly user: Person
  readonly displayName: string | null
  readonly settings: UserSettings
}

/** The last client of a user has gone, and with it a guest. For everybody who shares a channel. */
export interface UserDeparted extends Fact<'user.departed'> {
  readonly user: Person
  readonly displayName: string | null
  readonly guest: boolean
  readonly reason: string | null
}

export interface UserRenamed extends Fact<'user.renamed'> {
  /** With the name before. */
  readonly user: Person
  readonly name: string
}

/** A guest became somebody with an account, or signed in to another one. */
export interface UserAccountChanged extends Fact<'user.account-changed'> {
  /** As they were before. */
  readonly user: Person
  readonly now: Person
  /** Whether whoever they turned out to be was here already: two have become one. */
  readonly merged: boolean
}

export interface UserDisplayNameChanged extends Fact<'user.display-name-changed'> {
  readonly user: Person
  readonly displayName: string | null
}

export interface UserAvatarChanged extends Fact<'user.avatar-changed'> {
  readonly user: Person
  /** Where it is, a path of this server; `null`: none. */
  readonly avatar: string | null
}

export interface UserAwayChanged extends Fact<'user.away-changed'> {
  readonly user: Person
  readonly awayText: string | null
}

export interface UserSettingsChanged extends Fact<'user.settings-changed'> {
  readonly user: Person
  readonly settings: UserSettings
  readonly changed: keyof UserSettings
}

/** For the user's own clients. */
export interface UserNotificationsChanged extends Fact<'user.notifications-changed'> {
  readonly user: UserRef
  readonly notifications: NotificationSettings
}

/** Somebody wants to see whether a browser of theirs can be called. For nobody's client: `effects/push` does it. */
export interface PushTested extends Fact<'push.tested'> {
  readonly user: UserRef
  readonly token: TokenId
}

export interface UserKicked extends Fact<'user.kicked'> {
  readonly user: UserRef
  readonly by: string
  readonly reason: string | null
  readonly until: number
}

export interface UserBanned extends Fact<'user.banned'> {
  readonly user: UserRef
  readonly by: string
  readonly reason: string | null
}

export interface AddressBanned extends Fact<'address.banned'> {
  /** CIDR text; the hub closes every client inside it. */
  readonly network: string
  readonly by: string
  readonly reason: string | null
}

export interface SanctionLifted extends Fact<'sanction.lifted'> {
  readonly subject: string
  readonly by: string
}

export interface UserMuted extends Fact<'user.muted'> {
  readonly user: UserRef
  readonly by: string
  readonly reason: string | null
  readonly until: number | null
}

export interface UserUnmuted extends Fact<'user.unmuted'> {
  readonly user: UserRef
  readonly by: string
}

export interface UserRoleChanged extends Fact<'user.role-changed'> {
  readonly user: UserRef
  readonly role: ServerRole
  readonly by: string
}

export interface PasswordChanged extends Fact<'password.changed'> {
  readonly user: UserRef
  readonly by: string
  /** The one client that stays signed in; `null`: none does. */
  readonly keep: ClientId | null
  /** The one token that stays, and with it every client that came by it: the tabs of one browser. */
  readonly keepToken: TokenId | null
}

/** Remembered sign-ins have ended, and with them every client that came by one. */
export interface TokenRevoked extends Fact<'token.revoked'> {
  readonly user: UserRef
  readonly tokens: readonly TokenId[]
}

/** For operators. */
export interface ReportMade extends Fact<'report.made'> {
  readonly report: Report
}

/** For operators: one of them has seen to it. */
export interface ReportSettled extends Fact<'report.settled'> {
  readonly report: Report
  readonly by: string
}
