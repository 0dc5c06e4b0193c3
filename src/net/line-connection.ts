/** What a door sees of a connection that speaks in lines, whatever carries them: TCP, TLS, a WebSocket. */
import type { IncomingHttpHeaders } from 'node:http'
import type { LineFault } from './line-reader.ts'

/** How lines travel: what is given to `send` is already in this form (`frameLines`). */
export type Framing = 'lines' | 'text-frames' | 'binary-frames'

/** Why a connection ended: the first cause that became known, for the log. An error is named by its code. */
export type ClosedBecause = 'peer' | 'server' | 'slow' | (string & {})

/** What a WebSocket's close frame says; everywhere else the last line has to. */
export interface Farewell {
  /** RFC 6455 §7.4: 1000 and 1001 end in peace, 1008 is for those who broke a rule. */
  readonly code: number
  /** At most 123 bytes. */
  readonly reason: string
}

export interface LineConnection<State = unknown> {
  readonly id: string
  /** Whose limits and bans apply: what a trusted proxy or gateway announced, or the socket's other end. IPv4 is written as IPv4. */
  readonly address: string
  readonly connectedAt: number
  /** Whether nobody on the way can read it: TLS here, or at a trusted proxy that says so. */
  readonly secure: boolean
  /** SHA-256 of the client's certificate in lower-case hex, if it showed one. Nobody but the client vouches for it. */
  readonly certificateFingerprint: string | null
  readonly framing: Framing
  readonly state: State
  /** When the heartbeat ends this connection; the door moves it. `Infinity`: never. */
  deadline: number
  /** When bytes last came from the peer. */
  readonly lastHeardAt: number
  readonly closedBecause: ClosedBecause
  /** Whether the line being handled ended in CR LF or CR NUL, as telnet's lines do. */
  readonly endedWithCarriageReturn: boolean
  /** Bytes sent that have not left this process. */
  readonly unsentBytes: number
  /** Whether `end` was called or the connection broke. */
  readonly ended: boolean
  /** Whether it ended and its last words have left. */
  readonly isOver: boolean
  /**
   * A gateway that the door trusts says for whom it speaks: from now on that is the address. `false`: there are too many
   * connections from there, and nothing has changed.
   */
  speakFor(address: string): boolean
  /** Adds to what is written at the end of this turn: whole lines, or whole frames. After the end it does nothing. */
  send(bytes: Buffer): void
  /**
   * What the peer itself has asked for, of any length: it does not count towards what may wait for a peer that is slow. Resolves
   * when it has left this process or the connection is over; wait for that before anything else is done for this peer.
   */
  sendWhole(bytes: Buffer): Promise<void>
  /**
   * Takes the line after the one being handled, if it has been received and `fits`: lines that came together can be dealt
   * with together.
   */
  takeNext(fits: (line: string) => boolean): string | null
  /** From now on lines wait; past a small amount the socket is not read any more. */
  hold(): void
  /** Lines go on, in order, those that waited first. */
  release(): void
  /** Writes what is pending and these last bytes, ends, and after a while cuts off a peer that does not. */
  end(bytes?: Buffer, farewell?: Farewell): void
  /** Cuts the connection off at once. */
  destroy(because: ClosedBecause): void
}

/** What a door does with its connections; one object per door. */
export interface LineHandlers<State> {
  /** Called first; the answer is kept as `connection.state`. `headers`: of the request that a WebSocket began as. */
  opened(connection: LineConnection<State>, headers: IncomingHttpHeaders | null): State
  line(connection: LineConnection<State>, text: string): void
  /** `text`: a line that is not UTF-8, byte by byte; of one too long the beginning. */
  fault(connection: LineConnection<State>, fault: LineFault, text?: string): void
  /** The person pressed Ctrl-C in telnet. */
  interrupted?(connection: LineConnection<State>): void
  /** The deadline passed. Without this the connection is ended without a word. */
  expired?(connection: LineConnection<State>): void
  /** More waits for the peer than it may; nothing more is written. Without this the connection is cut off. */
  tooSlow?(connection: LineConnection<State>): void
  /** Called once, at the end, whoever caused it; nothing follows. */
  closed(connection: LineConnection<State>): void
}
