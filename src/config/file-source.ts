/** Reads the configuration file: YAML 1.2, and so JSON; every value knows its line. */
import { readFileSync } from 'node:fs'
import { isMap, isNode, isScalar, LineCounter, parseDocument, type Document, type Pair } from 'yaml'
import type { NamedOption } from './schema.ts'
import {
  emptySource,
  entry,
  fault,
  isSection,
  joined,
  optionAt,
  unknownOption,
  type Source,
} from './source.ts'

export function readFileSource(path: string): Source {
  const content = readText(path)
  if (typeof content !== 'string') return content
  const lines = new LineCounter()
  const place: Place = (offset) => `${path}:${lines.linePos(offset).line}`
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    return joined(
      document.errors.map((error) =>
        fault(place(error.pos[0]), null, `not YAML: ${error.message.split('\n', 1).join('')}`),
      ),
    )
  }
  return documentEntries(document, place)
}

type Place = (offset: number) => string

function readText(path: string): string | Source {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return fault(path, null, `cannot be read: ${reasonOf(error)}`)
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return (
    { ENOENT: 'no such file', EACCES: 'permission denied', EISDIR: 'it is a folder' }[code] ?? String(error)
  )
}

function documentEntries(document: Document.Parsed, place: Place): Source {
  const { contents } = document
  if (contents === null || (isScalar(contents) && contents.value === null)) return emptySource
  if (!isMap(contents)) return fault(place(contents.range[0]), null, 'must hold sections such as "server:"')
  return joined(contents.items.map((pair) => pairEntries({ pair, outer: '', document, place })))
}

interface Written {
  readonly pair: Pair
  /** The sections around it, ending in a dot: `irc.tls.` */
  readonly outer: string
  readonly document: Document.Parsed
  readonly place: Place
}

function pairEntries(written: Written): Source {
  const { pair, outer, place } = written
  const { name, where } = keyOf(pair, place)
  const path = outer + name
  const option = optionAt(path)
  if (option !== undefined) return optionEntry(written, option)
  if (!isSection(path)) return unknownOption(path, where)
  // A section whose options are all commented out.
  if (pair.value === null || (isScalar(pair.value) && pair.value.value === null)) return emptySource
  if (!isMap(pair.value)) return fault(where, path, 'must be a section of options')
  return joined(pair.value.items.map((inner) => pairEntries({ ...written, pair: inner, outer: `${path}.` })))
}

function optionEntry({ pair, document, place }: Written, option: NamedOption): Source {
  const { where } = keyOf(pair, place)
  try {
    return entry(option, isNode(pair.value) ? pair.value.toJS(document) : null, where)
  } catch (error) {
    // An alias of nothing, or one that multiplies without end.
    return fault(where, option.path, error instanceof Error ? error.message : String(error))
  }
}

function keyOf({ key }: Pair, place: Place): { name: string; where: string } {
  const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0
  return { name: String(isScalar(key) ? key.value : key), where: place(offset) }
}
