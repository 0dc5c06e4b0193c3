/** Owns the answer to one command: written at once, or, when the client has labelled it, gathered until it is whole. */
import type { Capability } from './capabilities.ts'
import type { IrcLine } from './line.ts'
import { withTags } from './line.ts'

/** What an answer is written to. */
export interface Writing {
  write(lines: readonly IrcLine[]): void
  readonly serverName: string
}

/** The label under which a client wants to be answered; `null`: under none. */
export function labelOf(
  client: { has(capability: Capability): boolean },
  tags: ReadonlyMap<string, string>,
): string | null {
  const label = client.has('labeled-response') ? tags.get('label') : undefined
  return label === undefined || label === '' ? null : label
}

export class Replies {
  readonly #to: Writing
  readonly #label: string | null
  #gathered: IrcLine[] = []

  constructor(to: Writing, label: string | null) {
    this.#to = to
    this.#label = label
  }

  add(...lines: readonly IrcLine[]): void {
    if (this.#label === null) this.#to.write(lines)
    else this.#gathered.push(...lines)
  }

  /** What has been gathered, for whoever wants to put it together otherwise. */
  take(): readonly IrcLine[] {
    const lines = this.#gathered
    this.#gathered = []
    return lines
  }

  /** The end of the command: IRCv3 labeled-response. `false`: the answer comes later, to the label of another line. */
  finish(answered: boolean): void {
    const label = this.#label
    if (label === null || !answered) return
    const lines = this.#gathered
    this.#gathered = []
    const source = this.#to.serverName
    const tag = [['label', label]] as const
    const [first] = lines
    if (first === undefined) return this.#to.write([withTags({ source, command: 'ACK', params: [] }, tag)])
    if (lines.length === 1) return this.#to.write([withTags(first, tag)])
    if (isOneBatch(lines)) return this.#to.write([withTags(first, tag), ...lines.slice(1)])
    const batch = 'label'
    this.#to.write([
      withTags({ source, command: 'BATCH', params: [`+${batch}`, 'labeled-response'] }, tag),
      // What belongs to a batch within stays there.
      ...lines.map((line) =>
        line.tags?.has('batch') === true || endsBatch(line) ? line : withTags(line, [['batch', batch]]),
      ),
      { source, command: 'BATCH', params: [`-${batch}`] },
    ])
  }
}

/** A batch that is the whole answer carries the label itself. */
function isOneBatch(lines: readonly IrcLine[]): boolean {
  const opened = lines[0]?.command === 'BATCH' ? lines[0].params[0] : undefined
  const closed = lines.at(-1)?.command === 'BATCH' ? lines.at(-1)?.params[0] : undefined
  return opened !== undefined && opened.startsWith('+') && closed === `-${opened.slice(1)}`
}

function endsBatch({ command, params }: IrcLine): boolean {
  return command === 'BATCH' && params[0]?.startsWith('-') === true
}
