/** The tags of a line: IRCv3 message-tags. */

const escapes: ReadonlyMap<string, string> = new Map([
  [';', String.raw`\:`],
  [' ', String.raw`\s`],
  ['\\', '\\\\'],
  ['\r', String.raw`\r`],
  ['\n', String.raw`\n`],
])

const unescapes: ReadonlyMap<string, string> = new Map([
  [':', ';'],
  ['s', ' '],
  ['r', '\r'],
  ['n', '\n'],
])

/** A NUL cannot be written and is left out. */
export function escapeTagValue(value: string): string {
  // oxlint-disable-next-line no-control-regex -- NUL has no escape
  return value.replace(/[;\\ \r\n\0]/g, (found) => escapes.get(found) ?? '')
}

/** A backslash before any other character, or at the end, is dropped. */
export function unescapeTagValue(escaped: string): string {
  if (!escaped.includes('\\')) return escaped
  return escaped.replace(/\\([^]?)/g, (_, after: string) => unescapes.get(after) ?? after)
}

export const noTags: ReadonlyMap<string, string> = new Map()

/** `a=b;c` → a: 'b', c: ''. Names are not judged; a tag without a name is skipped. */
export function parseTags(raw: string): ReadonlyMap<string, string> {
  if (raw === '') return noTags
  const tags = new Map<string, string>()
  for (const tag of raw.split(';')) {
    const equals = tag.indexOf('=')
    const name = equals === -1 ? tag : tag.slice(0, equals)
    if (name !== '') tags.set(name, equals === -1 ? '' : unescapeTagValue(tag.slice(equals + 1)))
  }
  return tags
}

/** Without `@`; '' when there are none. An empty value is written as the name alone. */
export function formatTags(tags: ReadonlyMap<string, string>): string {
  const written: string[] = []
  for (const [name, value] of tags) {
    // oxlint-disable-next-line no-control-regex -- what would end the name, the tags or the line
    const key = name.replace(/[\0\r\n ;=]/g, '')
    const escaped = escapeTagValue(value)
    if (key !== '') written.push(escaped === '' ? key : `${key}=${escaped}`)
  }
  return written.join(';')
}
