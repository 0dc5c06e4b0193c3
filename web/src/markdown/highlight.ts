/** Colours for code: loaded only when a block names its language. The library answers with HTML of its own making, read here into a tree. */
import highlighter from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import c from 'highlight.js/lib/languages/c'
import cpp from 'highlight.js/lib/languages/cpp'
import csharp from 'highlight.js/lib/languages/csharp'
import css from 'highlight.js/lib/languages/css'
import diff from 'highlight.js/lib/languages/diff'
import go from 'highlight.js/lib/languages/go'
import java from 'highlight.js/lib/languages/java'
import javascript from 'highlight.js/lib/languages/javascript'
import json from 'highlight.js/lib/languages/json'
import php from 'highlight.js/lib/languages/php'
import python from 'highlight.js/lib/languages/python'
import ruby from 'highlight.js/lib/languages/ruby'
import rust from 'highlight.js/lib/languages/rust'
import sql from 'highlight.js/lib/languages/sql'
import typescript from 'highlight.js/lib/languages/typescript'
import xml from 'highlight.js/lib/languages/xml'
import yaml from 'highlight.js/lib/languages/yaml'

/** A string is text; a stretch has the class of its colour. */
export type Coloured = string | { readonly kind: string; readonly inner: readonly Coloured[] }

const languages = {
  bash,
  c,
  cpp,
  csharp,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  php,
  python,
  ruby,
  rust,
  sql,
  typescript,
  xml,
  yaml,
}

for (const [name, language] of Object.entries(languages)) highlighter.registerLanguage(name, language)

/** In one colour where the language is not known. */
export function highlight(text: string, language: string): readonly Coloured[] {
  if (highlighter.getLanguage(language) === undefined) return [text]
  return readColoured(highlighter.highlight(text, { language, ignoreIllegals: true }).value)
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
}

/** Nothing but spans and five entities comes out of the library. Whatever else stood there would be text. */
export function readColoured(html: string): readonly Coloured[] {
  const root: Coloured[] = []
  const stack: { kind: string; inner: Coloured[] }[] = []
  const into = (): Coloured[] => stack.at(-1)?.inner ?? root
  for (const [part, kind] of html.matchAll(
    /<span class="([^"]*)">|<\/span>|&(?:amp|lt|gt|quot|#x27);|[^<&]+|[<&]/g,
  )) {
    if (kind !== undefined) stack.push({ kind: kindOf(kind), inner: [] })
    else if (part === '</span>') close(stack, into)
    else into().push(Object.hasOwn(entities, part) ? (entities[part] ?? part) : part)
  }
  while (stack.length > 0) close(stack, into)
  return root
}

function close(stack: { kind: string; inner: Coloured[] }[], into: () => Coloured[]): void {
  const done = stack.pop()
  if (done !== undefined) into().push(done)
}

/** `hljs-title function_` → `title`. */
function kindOf(classes: string): string {
  return /^hljs-([\w-]+)/.exec(classes)?.[1] ?? ''
}
