/** What the head of a page says of it. Read as it comes, no further than the head and never more than so many bytes; nothing of it is run. */
import type { Readable } from 'node:stream'
import type { TextDecoder } from 'node:util'
import { Parser } from 'htmlparser2'
import { decoderFor, sniffedBytes } from './charset.ts'
import { cleaned } from './clean.ts'

export interface PageFindings {
  readonly siteName: string | null
  readonly title: string | null
  readonly text: string | null
  /** As the page writes it; it may be relative, or no address at all. */
  readonly picture: string | null
}

const longest = { siteName: 60, title: 200, text: 400 } as const
/** Of one value; the rest of it is passed over. */
const mostCharacters = 4096
/** Elements inside of each other: no head is as deep, and each makes the next one dearer. */
const deepest = 64

export async function readPage(
  body: Readable,
  { charset, most }: { readonly charset: string | null; readonly most: number },
): Promise<PageFindings> {
  const head = new Head()
  let decoder: TextDecoder | null = null
  try {
    for await (const bytes of piecesOf(body, most)) {
      decoder ??= decoderFor(bytes, charset)
      head.read(decoder.decode(bytes, { stream: true }))
      if (head.isOver) break
    }
    return head.findings()
  } finally {
    body.destroy()
  }
}

/** `most` bytes at most. The first piece is long enough to tell the letters by, where there is as much. */
async function* piecesOf(body: Readable, most: number): AsyncGenerator<Buffer> {
  let waiting: Buffer = Buffer.alloc(0)
  let left = most
  let isFirst = true
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue
    waiting = Buffer.concat([waiting, chunk.subarray(0, left)])
    left -= Math.min(left, chunk.length)
    if (left === 0) break
    if (isFirst && waiting.length < sniffedBytes) continue
    isFirst = false
    yield waiting
    waiting = Buffer.alloc(0)
  }
  if (waiting.length > 0) yield waiting
}

/** Owns what was found so far: of each thing the first, and the best source of it in the end. */
class Head {
  isOver = false
  readonly #found = new Map<string, string>()
  readonly #parser: Parser
  #title: string | null = null
  #depth = 0

  constructor() {
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#opened(name, attributes),
        ontext: (text) => {
          if (this.#title !== null && this.#title.length < mostCharacters) this.#title += text
        },
        onclosetag: (name) => this.#closed(name),
      },
      { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
    )
  }

  read(text: string): void {
    if (!this.isOver) this.#parser.write(text)
  }

  findings(): PageFindings {
    if (this.#title !== null) this.#keep('title', this.#title)
    const first = (...names: string[]) =>
      names.map((name) => this.#found.get(name)).find((value) => value !== undefined && value.trim() !== '')
    return {
      siteName: cleaned(first('og:site_name', 'application-name'), longest.siteName),
      title: cleaned(first('og:title', 'twitter:title', 'title'), longest.title),
      text: cleaned(first('og:description', 'twitter:description', 'description'), longest.text),
      picture: first(...pictureNames)?.trim() ?? null,
    }
  }

  #opened(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#depth += 1
    if (name === 'body' || this.#depth > deepest) this.#end()
    else if (name === 'title' && !this.#found.has('title')) this.#title = ''
    else if (name === 'meta') {
      const { property, name: named, content } = attributes
      if (content !== undefined) this.#keep((property ?? named ?? '').toLowerCase(), content)
    } else if (name === 'link' && attributes['rel']?.toLowerCase() === 'image_src')
      this.#keep('image_src', attributes['href'] ?? '')
  }

  #closed(name: string): void {
    this.#depth -= 1
    if (name === 'title' && this.#title !== null) {
      this.#keep('title', this.#title)
      this.#title = null
    } else if (name === 'head') this.#end()
  }

  /** The rest of what has come is not looked at either. */
  #end(): void {
    this.isOver = true
    this.#parser.pause()
  }

  #keep(name: string, value: string): void {
    if (wanted.has(name) && !this.#found.has(name)) this.#found.set(name, value.slice(0, mostCharacters))
  }
}

const pictureNames = [
  'og:image:secure_url',
  'og:image',
  'og:image:url',
  'twitter:image',
  'twitter:image:src',
  'image_src',
]
const wanted: ReadonlySet<string> = new Set([
  'og:site_name',
  'application-name',
  'og:title',
  'twitter:title',
  'title',
  'og:description',
  'twitter:description',
  'description',
  ...pictureNames,
])
