/** What a yardstick needs of a server, whichever it is: to be started on a folder, found, and ended. */
import type { DoorName, DoorOptions } from './generator/doors/doors.ts'

type PortName = 'plain' | 'irc' | 'http'
type Ports = Readonly<Partial<Record<PortName, number>>>

export interface RunningServer {
  readonly pid: number
  /** By the door, the ports it has; `http` is where the WebSocket is, too. */
  readonly ports: Ports
  /** The same over TLS. */
  readonly tlsPorts: Ports
  stop(): Promise<void>
  /** Nothing is measured of it any more, nor its data used. */
  discard(): Promise<void>
}

export interface StartOptions {
  /** Whose data it has; kept between starts. */
  readonly folder: string
  /** The channels every user is in from the start, where the server can do that. */
  readonly defaultChannels: readonly string[]
  /** Whether it listens over TLS too. */
  readonly tls: boolean
  /** Where it is to listen; absent: wherever there is room. */
  readonly ports?: Ports
}

export interface Contestant {
  readonly name: string
  /** How many clients may be on their way in at one time: with care, and as many as it takes. */
  readonly inFlight: { readonly gently: number; readonly atOnce: number }
  start(options: StartOptions): Promise<RunningServer>
}

export function portOf(
  { ports, tlsPorts }: RunningServer,
  { door, tls }: Pick<DoorOptions, 'tls'> & { readonly door: DoorName | 'http' },
): number {
  const port = (tls ? tlsPorts : ports)[door === 'websocket' ? 'http' : door]
  if (port === undefined) throw new Error(`the server has no ${door} door${tls ? ' over TLS' : ''}`)
  return port
}
