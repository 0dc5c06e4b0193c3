/** What the tests use of irc-framework, which has no types of its own. */
declare module 'irc-framework' {
  export interface ConnectOptions {
    readonly host: string
    readonly port: number
    readonly tls: boolean
    readonly rejectUnauthorized: boolean
    readonly nick: string
    readonly account: { readonly account: string; readonly password: string }
    readonly auto_reconnect: boolean
    readonly sasl_disconnect_on_fail: boolean
  }

  type Facts = Readonly<Record<string, unknown>>

  interface Middleware {
    use(handle: (name: string, facts: Facts | undefined, client: Client, next: () => void) => void): void
  }

  export class Client {
    readonly network: { readonly cap: { isEnabled(name: string): boolean } }
    connect(options: ConnectOptions): void
    requestCap(names: readonly string[]): void
    use(extend: (client: Client, raw: unknown, parsed: Middleware) => void): void
    on(event: 'close', listener: () => void): void
    raw(...words: readonly string[]): void
    join(channel: string): void
    say(target: string, text: string): void
    action(target: string, text: string): void
    tagmsg(target: string, tags: Readonly<Record<string, string>>): void
    quit(text: string): void
  }
}
