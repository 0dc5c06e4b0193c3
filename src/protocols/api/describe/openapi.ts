/** The description of the calls for programs: OpenAPI 3.1, from the same table that answers them. */
import { version } from '../../../lib/version.ts'
import { entries } from '../entry.ts'
import { verbs } from '../verbs.ts'
import { error, self, server } from '../wire/shapes.ts'
import { z } from 'zod'
import { schemaOf, type JsonSchema } from './schema.ts'

const entryAnswer = z.object({ user: self })

interface Described {
  readonly name: string
  readonly about: string
  readonly who: string
  readonly input: z.ZodType
  readonly ok: z.ZodType
}

const callers: Readonly<Record<string, string>> = {
  anyone: 'Anybody.',
  user: 'Whoever is signed in.',
  operator: 'Those to whom the console has granted a role.',
}

function described(): readonly Described[] {
  const calls = Object.entries(verbs).map(([name, { command, about, ok }]): Described => {
    return { name, about, who: command.who, input: command.input, ok }
  })
  const ways = Object.entries(entries)
    .filter(([, { overHttp }]) => overHttp)
    .map(([name, { command, about }]) => ({
      name,
      about,
      who: 'anyone',
      input: command.input,
      ok: entryAnswer,
    }))
  const signOut = { name: 'user.sign-out', about: 'Ends the sign-in of the cookie or token.', who: 'user' }
  return [...ways, { ...signOut, input: z.object({}), ok: z.null() }, ...calls].toSorted((a, b) =>
    a.name.localeCompare(b.name),
  )
}

export interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly description: string
  readonly tags: readonly string[]
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: JsonSchema } }
  }
  readonly responses: Readonly<Record<string, unknown>>
}

export interface OpenApi {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, { readonly post?: Operation; readonly get?: Operation }>>
  readonly components: object
  readonly security: readonly object[]
}

const refused = {
  description: 'A refusal: `code` for programs, `message` for people.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
}

function operationOf({ name, about, who, input, ok }: Described): Operation {
  return {
    operationId: name,
    summary: about,
    description: callers[who] ?? '',
    tags: [name.split('.', 1).join('')],
    requestBody: { content: json(schemaOf(input, 'input')) },
    responses: { 200: answered(schemaOf(ok, 'output')), default: refused },
  }
}

const serverOperation: Operation = {
  operationId: 'server',
  summary: 'What a client has to know of the server, and who the request stands for.',
  description: 'Anybody.',
  tags: ['server'],
  responses: {
    200: answered(schemaOf(z.object({ server, user: self.nullable(), refused: error.nullable() }), 'output')),
    default: refused,
  },
}

export function openApi(): OpenApi {
  const calls = described().map((call) => [`/api/${call.name}`, { post: operationOf(call) }])
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parlance',
      version,
      description:
        'Every call takes a JSON object and answers with JSON. Programs send a bearer token, browsers a cookie. The same calls are offered on the WebSocket /api/socket; what arrives there is described by /api/asyncapi.json.',
    },
    paths: { '/api/server': { get: serverOperation }, ...Object.fromEntries(calls) },
    components: {
      schemas: { Error: schemaOf(error, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'parlance' },
      },
    },
    security: [{ bearer: [] }, { cookie: [] }, {}],
  }
}

function json(schema: JsonSchema) {
  return { 'application/json': { schema } }
}

function answered(schema: JsonSchema) {
  return { description: 'Done.', content: json(schema) }
}
