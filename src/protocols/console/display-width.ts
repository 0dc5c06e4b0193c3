/** How many columns of a terminal a text takes: letters of East Asian scripts and emoji take two, combining marks none. */

const narrow = /^[\u0020-\u007e\u00a0-\u02ff]*$/
const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u
const emoji = /\p{Emoji_Presentation}|\ufe0f/u

/** First and last code points of what Unicode (East Asian Width) calls wide or fullwidth. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1b000, 0x1b2ff],
  [0x20000, 0x3fffd],
]

/** Made only for texts that need it: what it knows of the scripts of the world is read from the disk. */
function graphemesOf(text: string): Intl.Segments {
  return new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)
}

export function displayWidth(text: string): number {
  if (narrow.test(text)) return text.length
  let width = 0
  for (const { segment } of graphemesOf(text)) width += graphemeWidth(segment)
  return width
}

/** The beginning of a text that fits, ending in `…` when something was cut. */
export function cutToWidth(text: string, most: number): string {
  if (displayWidth(text) <= most) return text
  let kept = ''
  let width = 1
  for (const { segment } of graphemesOf(text)) {
    width += graphemeWidth(segment)
    if (width > most) break
    kept += segment
  }
  return `${kept}…`
}

function graphemeWidth(grapheme: string): number {
  if (invisible.test(grapheme)) return 0
  const code = grapheme.codePointAt(0) ?? 0
  return emoji.test(grapheme) || wide.some(([first, last]) => code >= first && code <= last) ? 2 : 1
}
