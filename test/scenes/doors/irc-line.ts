/** Lines of IRC as a client reads them: taken apart, and messages of several lines put together. */
import type { Shape } from './line-wire.ts'

export interface IrcLine {
  readonly tags: ReadonlyMap<string, string>
  /** The nick, or the server's name. */
  readonly from: string
  readonly command: string
  readonly params: readonly string[]
}

const form = /^(?:@(?<tags>\S+) +)?(?::(?<source>\S+) +)?(?<command>\S+)(?<rest>.*)$/su

export function parseLine(text: string): IrcLine {
  const { tags = '', source = '', command = '', rest = '' } = form.exec(text)?.groups ?? {}
  const colon = rest.indexOf(' :')
  const words = (colon === -1 ? rest : rest.slice(0, colon)).split(' ').filter((word) => word !== '')
  const params = colon === -1 ? words : [...words, rest.slice(colon + 2)]
  return { tags: parseTags(tags), from: source.replace(/!.*$/, ''), command, params }
}

const escapes: Readonly<Record<string, string>> = { ':': ';', s: ' ', r: '\r', n: '\n' }

function parseTags(written: string): ReadonlyMap<string, string> {
  const tags = written.split(';').filter((tag) => tag !== '')
  return new Map(
    tags.map((tag) => {
      const [name = '', ...value] = tag.split('=')
      return [name, value.join('=').replace(/\\(.?)/gs, (_, escaped: string) => escapes[escaped] ?? escaped)]
    }),
  )
}

interface OpenBatch {
  readonly opening: string
  readonly target: string
  source: string
  command: string
  text: string | null
}

/** What a client shows: a batch of `draft/multiline` as the one message it is, every other line as it stands. */
export function multilineShape(): Shape {
  const open = new Map<string, OpenBatch>()
  return (received) => {
    const text = received.replace(/\r$/, '')
    const { tags, command, params } = parseLine(text)
    const [reference = '', type, target = ''] = params
    if (command === 'BATCH' && type === 'draft/multiline') {
      const opening = /^@\S+ /.exec(text)?.[0] ?? ''
      open.set(reference.slice(1), { opening, target, source: '', command: '', text: null })
      return null
    }
    const ended = command === 'BATCH' && reference.startsWith('-') ? open.get(reference.slice(1)) : undefined
    if (ended !== undefined) {
      open.delete(reference.slice(1))
      return `${ended.opening}:${ended.source} ${ended.command} ${ended.target} :${ended.text ?? ''}`
    }
    const batch = open.get(tags.get('batch') ?? '')
    if (batch === undefined) return text
    batch.source = /(?:^| ):(\S+) /.exec(text)?.[1] ?? ''
    batch.command = command
    const joint = batch.text === null || tags.has('draft/multiline-concat') ? '' : '\n'
    batch.text = `${batch.text ?? ''}${joint}${params[1] ?? ''}`
    return null
  }
}
