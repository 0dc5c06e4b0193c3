/** Writes `client/src/wire.ts`, the types of the API for programs, from its own descriptions; with `--check` it only says whether it is fresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { format, resolveConfig } from 'prettier'
import { schemaOf, type JsonSchema } from '../src/protocols/api/describe/schema.ts'
import { verbs } from '../src/protocols/api/verbs.ts'
import { facts, hello, ready } from '../src/protocols/api/wire/events.ts'
import * as said from '../src/protocols/api/wire/said.ts'
import * as shapes from '../src/protocols/api/wire/shapes.ts'

const file = join(import.meta.dirname, '..', 'client', 'src', 'wire.ts')

type Io = 'input' | 'output'

/** Names that every program knows for something else. */
const taken: ReadonlySet<string> = new Set(['Error'])

/** Those that have a name of their own, as `Message` for `message`. */
const named = new Map<unknown, string>(
  Object.entries({ ...shapes, ...said })
    .filter(([, shape]) => shape instanceof z.ZodObject || shape instanceof z.ZodDiscriminatedUnion)
    .map(([name, shape]) => [shape, typeNameOf(name)]),
)

function typeNameOf(name: string): string {
  const capital = name.charAt(0).toUpperCase() + name.slice(1)
  return taken.has(capital) ? `Chat${capital}` : capital
}

function wireFile(): string {
  const types = [...named].map(([shape, name]) => `export type ${name} = ${writtenOut(shape, name)}`)
  const calls = Object.entries(verbs).map(
    ([name, { command, about, ok }]) =>
      `/** ${about} */\n'${name}': { input: ${typed(command.input, 'input')}; answer: ${typed(ok, 'output')} }`,
  )
  const heard: Record<string, z.ZodType> = { hello, ready, ...facts }
  const events = Object.entries(heard).map(([name, schema]) => `'${name}': ${typed(schema, 'output')}`)
  return `/** What travels between Parlance and its clients. Generated from the server's own table of calls by scripts/client-types.ts. */
// oxlint-disable max-lines -- a table

${types.join('\n\n')}

/** Every call by its name: what it takes and answers. */
export interface Calls {\n${calls.join('\n')}\n}

/** Everything that arrives on the socket by itself, by its name. */
export interface Events {\n${events.join('\n')}\n}
`
}

function typed(schema: z.ZodType, io: Io): string {
  return typeOf(schemaOf(schema, io, named))
}

/** One of those with a name: the others in it are named. */
function writtenOut(shape: unknown, name: string): string {
  const others = new Map([...named].filter(([, other]) => other !== name))
  return shape instanceof z.ZodType ? typeOf(schemaOf(shape, 'output', others)) : 'unknown'
}

function typeOf(schema: JsonSchema): string {
  if (schema.title !== undefined) return schema.title
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const either = schema.anyOf ?? schema.oneOf
  if (either !== undefined) return either.map((one) => `(${typeOf(one)})`).join(' | ')
  if (schema.prefixItems !== undefined) return `[${schema.prefixItems.map(typeOf).join(', ')}]`
  if (schema.items !== undefined) return `(${typeOf(schema.items)})[]`
  if (schema.type === 'object') return objectOf(schema)
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  return types.map((type) => names[type] ?? 'unknown').join(' | ') || 'unknown'
}

const names: Readonly<Record<string, string>> = {
  string: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
}

function objectOf({ properties, required = [], additionalProperties }: JsonSchema): string {
  if (properties === undefined)
    return typeof additionalProperties === 'object'
      ? `Record<string, ${typeOf(additionalProperties)}>`
      : 'Record<string, unknown>'
  const fields = Object.entries(properties).map(([name, schema]) => {
    const about = schema.description === undefined ? '' : `/** ${schema.description} */\n`
    return `${about}${name}${required.includes(name) ? '' : '?'}: ${typeOf(schema)}`
  })
  return `{ ${fields.join('\n')} }`
}

export async function wireText(): Promise<string> {
  const config = await resolveConfig(file)
  return format(wireFile(), { ...config, parser: 'typescript' })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = await wireText()
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (readFileSync(file, 'utf8') !== text) {
    console.error('not what the server says: client/src/wire.ts; run "node scripts/client-types.ts"')
    process.exitCode = 1
  }
}
