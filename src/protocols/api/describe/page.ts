/** The description of the API as a page for people: every call with what it takes and answers. */
import { openApi, type Operation } from './openapi.ts'
import type { JsonSchema } from './schema.ts'

export function docsPage(): string {
  const { info, paths } = openApi()
  const operations = Object.entries(paths).flatMap(([path, { get, post }]) => {
    const operation = post ?? get
    return operation === undefined ? [] : [{ path, method: post === undefined ? 'GET' : 'POST', operation }]
  })
  const list = operations.map(({ operation }) => link(operation.operationId)).join('\n')
  const sections = operations.map(section).join('\n')
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of ${escaped(info.title)}</title>
<link rel="stylesheet" href="/api/docs.css">
<nav aria-label="Calls"><ul>
${list}
</ul></nav>
<main>
<h1>The API</h1>
<p>${escaped(info.description)}</p>
<p><a href="/api/openapi.json">openapi.json</a> <a href="/api/asyncapi.json">asyncapi.json</a></p>
${sections}
</main>
</html>
`
}

function link(name: string): string {
  return `<li><a href="#${escaped(name)}">${escaped(name)}</a></li>`
}

interface Shown {
  readonly path: string
  readonly method: string
  readonly operation: Operation
}

function section({ path, method, operation }: Shown): string {
  const { operationId, summary, description, requestBody, responses } = operation
  const input = requestBody?.content['application/json'].schema
  return `<section id="${escaped(operationId)}">
<h2>${escaped(operationId)}</h2>
<p><code>${method} ${escaped(path)}</code> ${escaped(summary)} <em>${escaped(description)}</em></p>
${input === undefined ? '' : fields('takes', input)}
${fields('answers', answerSchema(responses))}
</section>`
}

function answerSchema(responses: Operation['responses']): JsonSchema {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `openApi` in this very form
  const done = responses['200'] as { content: { 'application/json': { schema: JsonSchema } } }
  return done.content['application/json'].schema
}

function fields(caption: string, { properties, required = [], ...rest }: JsonSchema): string {
  if (properties === undefined) return `<p>${caption}: <code>${escaped(typeText(rest))}</code></p>`
  const rows = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? '' : ' <small>optional</small>'
    return `<tr><td><code>${escaped(name)}</code>${mark}</td><td><code>${escaped(typeText(schema))}</code></td><td>${escaped(schema.description ?? '')}</td></tr>`
  })
  return rows.length === 0
    ? `<p>${caption}: <code>{}</code></p>`
    : `<table><caption>${caption}</caption><tbody>${rows.join('')}</tbody></table>`
}

/** How deep an object is written out. */
const deepest = 3

function typeText(schema: JsonSchema, depth = 0): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return either.map((one) => typeText(one, depth)).join(' | ')
  if (schema.prefixItems !== undefined)
    return `[${schema.prefixItems.map((one) => typeText(one, depth + 1)).join(', ')}]`
  if (schema.items !== undefined) return `${typeText(schema.items, depth)}[]`
  if (schema.properties === undefined) return String(schema.type ?? 'anything')
  if (depth >= deepest) return '{…}'
  const inner = Object.entries(schema.properties).map(([name, one]) => `${name}: ${typeText(one, depth + 1)}`)
  return `{ ${inner.join(', ')} }`
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)
}

export const docsStyle = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; grid-template-columns: minmax(12rem, 18rem) minmax(0, 1fr); }
nav { position: sticky; inset-block-start: 0; block-size: 100vh; overflow: auto; box-sizing: border-box; padding: 1rem; border-inline-end: 1px solid #8886; }
nav ul { list-style: none; margin: 0; padding: 0; }
main { padding: 1rem 2rem; max-inline-size: 60rem; }
section { border-block-start: 1px solid #8886; margin-block-start: 2rem; }
code { font: 0.9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
table { border-collapse: collapse; inline-size: 100%; margin-block: 0.75rem; }
caption { text-align: start; font-weight: 600; }
td { border-block-start: 1px solid #8884; padding: 0.3rem 0.75rem 0.3rem 0; vertical-align: top; }
@media (max-width: 45rem) { body { display: block; } nav { position: static; block-size: auto; max-block-size: 40vh; } main { padding: 1rem; } }
`
