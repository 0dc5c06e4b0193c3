/** A message of several lines as a batch (IRCv3 draft/multiline). */
import type { MessagePiece } from '../../../core/events.ts'
import type { IrcLine } from '../line.ts'

export interface Multiline {
  readonly source: string
  readonly command: string
  readonly target: string
  readonly tags: ReadonlyMap<string, string>
  readonly pieces: readonly MessagePiece[]
  readonly id: string
}

/** The tags stand on the batch; the lines within are told apart by nothing but their order. */
export function multilineBatch({ source, command, target, tags, pieces, id }: Multiline): readonly IrcLine[] {
  const batch = id.slice(-12)
  return [
    { tags, source, command: 'BATCH', params: [`+${batch}`, 'draft/multiline', target] },
    ...pieces.map(({ text, joined }): IrcLine => ({
      tags: new Map(
        joined
          ? [
              ['batch', batch],
              ['draft/multiline-concat', ''],
            ]
          : [['batch', batch]],
      ),
      source,
      command,
      params: [target, text],
    })),
    { command: 'BATCH', params: [`-${batch}`], source },
  ]
}
