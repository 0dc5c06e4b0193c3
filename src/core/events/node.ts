/** Facts about the server. */
import type { ChannelId } from '../types.ts'
import type { Fact } from './fact.ts'

/** The addresses outside that are told of a channel are others now: for whoever tells them, and no client. */
export interface WebhookChanged extends Fact<'webhook.changed'> {
  readonly channelId: ChannelId
}

export interface AnnouncementMade extends Fact<'announcement.made'> {
  readonly text: string
  readonly by: string
}

export interface ShutdownWarned extends Fact<'shutdown.warned'> {
  /** Seconds left. */
  readonly seconds: number
  readonly reason: string | null
}

export interface ShutdownCancelled extends Fact<'shutdown.cancelled'> {
  readonly by: string
}

/** For those who have chosen to hear what operators say to each other and to all. */
export interface WallopsSaid extends Fact<'wallops.said'> {
  readonly text: string
  readonly by: string
}
/** The end: the hub closes every client after telling it. */
export interface ShutdownStarted extends Fact<'shutdown.started'> {
  readonly reason: string | null
}
