/** Holds what the server answers and tells to what it says of itself: nothing missing, nothing of another kind, nothing besides. */
import { z } from 'zod'
import { expect } from 'vitest'
import { verbs } from '../../../../src/protocols/api/verbs.ts'
import { facts, hello, ready } from '../../../../src/protocols/api/wire/events.ts'
import type { CallName } from '../../../../src/protocols/api/wire.ts'

export function demandDescribed(name: CallName, answer: unknown): void {
  demand(name, verbs[name].ok, answer)
}

const events: Readonly<Record<string, z.ZodType>> = { hello, ready, ...facts }

export function demandDescribedEvent(told: { readonly event: string }): void {
  const schema = events[told.event]
  expect(schema, `${told.event} is described`).toBeDefined()
  if (schema !== undefined) demand(told.event, schema, told)
}

/** What is not described would be lost in the copy. */
function demand(name: string, schema: z.ZodType, value: unknown): void {
  const { success, data, error } = schema.safeParse(value)
  expect([name, success, error === undefined ? '' : z.prettifyError(error)]).toEqual([name, true, ''])
  expect(data).toEqual(value)
}
