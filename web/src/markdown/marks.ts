/** Marks of ours that markdown does not know: `@name`, `#channel`, `:emoji:`. Each is a rule of the parser's inline pass. */
import type { MarkdownIt } from 'markdown-it'

interface Mark {
  readonly is: 'mention' | 'channel' | 'emoji'
  readonly sign: string
  /** What stands behind the sign; sticky. */
  readonly name: RegExp
  /** Signs the whole takes up besides its name. */
  readonly around: number
}

const marks: readonly Mark[] = [
  { is: 'mention', sign: '@', name: /[\p{L}_[\]{}\\|^][\p{L}\p{N}_[\]{}\\|^-]{0,63}/uy, around: 1 },
  { is: 'channel', sign: '#', name: /[\p{L}\p{N}_][\p{L}\p{N}_.+-]{0,63}/uy, around: 1 },
  { is: 'emoji', sign: ':', name: /[a-z0-9_+-]{1,64}(?=:)/y, around: 2 },
]

const partOfWord = /[\p{L}\p{N}_@#:/.-]/u

export function addMarks(parser: MarkdownIt): void {
  for (const mark of marks) addMark(parser, mark)
}

function addMark(parser: MarkdownIt, { is, sign, name, around }: Mark): void {
  parser.inline.ruler.push(is, (state, silent) => {
    const { src, pos } = state
    if (src[pos] !== sign || (pos > 0 && partOfWord.test(src[pos - 1] ?? ''))) return false
    name.lastIndex = pos + 1
    const [found] = name.exec(src) ?? []
    if (found === undefined || pos + around + found.length > state.posMax) return false
    if (!silent) state.push(is, '', 0).content = found
    state.pos += around + found.length
    return true
  })
}
