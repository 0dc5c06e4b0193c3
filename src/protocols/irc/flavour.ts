/** Owns the wire flavours of this door: one for every set of capabilities that somebody has, so that a fact is encoded once for each. */
import type { ChatEvent } from '../../core/events.ts'
import type { Encoded, Flavour } from '../../fanout/client.ts'
import { frameLines } from '../../net/websocket-frame.ts'
import type { Framing } from '../../net/line-connection.ts'
import { shapeKey, type Capability } from './capabilities.ts'
import { encodeEvent } from './encode.ts'
import { linesToBytes, type IrcLine } from './line.ts'

/** What encoding depends on beside the capabilities. */
export interface DoorFacts {
  /** The name the server speaks under. */
  readonly serverName: string
  /** Whether members count as present in their channels while none of their clients is here. */
  readonly alwaysOn: boolean
  /** Where files are found, as `https://chat.example.org`. */
  readonly fileOrigin: string
}

/** Lines for all, or two forms where the person concerned sees another one. */
export type Lines =
  | readonly IrcLine[]
  | { readonly own: readonly IrcLine[]; readonly others: readonly IrcLine[]; readonly owner: string }
  | null

export class IrcFlavour implements Flavour {
  readonly capabilities: ReadonlySet<Capability>
  readonly facts: DoorFacts
  readonly framing: Framing

  constructor(made: Pick<IrcFlavour, 'capabilities' | 'facts' | 'framing'>) {
    this.capabilities = made.capabilities
    this.facts = made.facts
    this.framing = made.framing
  }

  has(capability: Capability): boolean {
    return this.capabilities.has(capability)
  }

  encode(event: ChatEvent): Encoded {
    const lines = encodeEvent(event, this)
    if (lines === null) return null
    if (!('owner' in lines)) return lines.length === 0 ? null : this.bytes(lines)
    return {
      own: this.bytes(lines.own),
      others: this.bytes(lines.others),
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- encoders take it from the event's own user
      owner: lines.owner as never,
    }
  }

  /** What a client of this flavour is written for these lines. */
  bytes(lines: readonly IrcLine[]): Buffer {
    return frameLines(linesToBytes(lines), this.framing)
  }
}

/** Whoever tries every set of capabilities must not fill the memory; clients keep the flavour they have. */
const mostKnown = 1000

export class Flavours {
  readonly #facts: () => DoorFacts
  readonly #known = new Map<string, IrcFlavour>()

  constructor(facts: () => DoorFacts) {
    this.#facts = facts
  }

  /** From now on flavours are made anew, of the facts of then. */
  forget(): void {
    this.#known.clear()
  }

  /** The one flavour of all clients with these capabilities. */
  of(capabilities: ReadonlySet<Capability>, framing: Framing): IrcFlavour {
    const key = `${framing} ${shapeKey(capabilities)}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (this.#known.size >= mostKnown) this.#known.clear()
    const made = new IrcFlavour({ capabilities: new Set(capabilities), facts: this.#facts(), framing })
    this.#known.set(key, made)
    return made
  }
}
