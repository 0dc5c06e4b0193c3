/** What the configuration decides for this door. Read anew whenever it is needed, so that a reload takes effect. */
import type { BucketRate } from '../../lib/token-bucket.ts'

export interface IrcOperator {
  readonly name: string
  readonly password: string
}

export interface IrcSettings {
  /** The server's name as a source: looks like a host name. */
  readonly serverName: string
  readonly description: string
  /** 005's NETWORK, and what people are welcomed to. */
  readonly network: string
  /** The address of a picture for the network; `null`: none. */
  readonly icon: string | null
  readonly motd: readonly string[]
  /** PASS that everybody must give; `null`: none. */
  readonly password: string | null
  readonly operators: readonly IrcOperator[]
  /** User modes of whoever comes in: `+iR`. */
  readonly defaultUserModes: string
  readonly alwaysOn: boolean
  /** Where files are found, as `https://chat.example.org`. */
  readonly fileOrigin: string
  /** The address that files are brought to; `null`: none are taken. */
  readonly fileHost: string | null
  readonly scram: boolean
  readonly registration: 'open' | 'invite' | 'closed'
  readonly registerBeforeConnect: boolean
  readonly emailRequired: boolean
  readonly guests: boolean
  readonly pingSeconds: number
  readonly pingTimeoutSeconds: number
  readonly signInSeconds: number
  readonly persistTags: readonly string[]
  readonly targetsPerMinute: number
  readonly limited: boolean
  /** How many lines of any kind one connection may send; `null`: as many as it likes. */
  readonly lineRate: BucketRate | null
  readonly messageLength: number
  readonly topicLength: number
  readonly reasonLength: number
  readonly channelsPerUser: number
  readonly historyPage: number
  /** Networks of users of a gateway, with its password (WEBIRC). */
  readonly gateways: readonly { readonly address: string; readonly password: string }[]
  /** IRCv3 STS: for how many seconds to come back over TLS only; 0: not offered. */
  readonly stsSeconds: number
  readonly startedAt: number
  readonly version: string
}
