/** The little XML that S3 speaks: names and texts, no attributes that matter. */

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Of the first such element. */
export function textIn(xml: string, name: string): string | null {
  return textsIn(xml, name)[0] ?? null
}

/** Of every such element, in order. */
export function textsIn(xml: string, name: string): readonly string[] {
  const found = xml.matchAll(new RegExp(`<${name}(?:\\s[^>]*)?>([^<]*)</${name}>`, 'g'))
  return [...found].map(([, text = '']) => unescaped(text))
}

export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,5}|#\d{1,6}|\w+);/gi, (written, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? written
    return String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')))
  })
}
