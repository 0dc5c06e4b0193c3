/** What this door takes from the configuration; read anew whenever it is needed. */

export interface ApiSettings {
  readonly serverName: string
  readonly version: string
  /** Where files are found, as `https://chat.example.org`. */
  readonly fileOrigin: string
  readonly motd: string
  readonly registration: 'open' | 'invite' | 'closed'
  readonly emailRequired: boolean
  readonly guests: boolean
  readonly bots: 'users' | 'operators'
  readonly passwordLength: { readonly min: number; readonly max: number }
  readonly messageLength: number
  readonly topicLength: number
  readonly historyPage: number
  /** How long a socket may stay open without a sign-in. */
  readonly signInSeconds: number
}
