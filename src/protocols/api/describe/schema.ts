/** Schemas of the code as JSON Schema (2020-12), as OpenAPI 3.1 and AsyncAPI 3 take it. */
import { z } from 'zod'

export interface JsonSchema {
  /** Stands for a schema that is named. */
  readonly title?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly prefixItems?: readonly JsonSchema[]
  readonly additionalProperties?: JsonSchema | boolean
}

/** Schemas that are to be named instead of written out. */
export type NamedSchemas = ReadonlyMap<unknown, string>

const none: NamedSchemas = new Map()

/** `input`: what may be sent; `output`: what is answered. */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output', named = none): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      // What only code can check are ids.
      if (zodSchema instanceof z.ZodCustom) jsonSchema.type = 'string'
      const name = named.get(zodSchema)
      if (name === undefined) return
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
      jsonSchema.title = name
    },
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of all that JSON Schema has, these are the words zod writes
  return described as JsonSchema
}
