/** The words of the local socket: one JSON object per line, checked as it comes in (docs/operations.md). Pure. */
import { z } from 'zod'
import { escapeJson } from '../../lib/escape-json.ts'
import { printable } from '../../lib/printable.ts'
import type { Reply } from './answer-line.ts'

const id = z.int()

/** A name goes into the audit log: one short printable word. */
const systemUser = z
  .string()
  .transform((name) => printable(name).replaceAll(' ', '_').slice(0, 64))
  .optional()

const request = z.object({ id, line: z.string(), systemUser, json: z.boolean().default(false) })
const answer = z.object({ id, answer: z.string().nullable() })
const watch = z.object({ watch: z.boolean() })

export type LocalRequest = z.output<typeof request>
export type LocalAnswer = z.output<typeof answer>
export type LocalMessage = LocalRequest | LocalAnswer | z.output<typeof watch>

const message = z.union([request, answer, watch])

/** `null` for anything that is not one of the three. */
export function parseMessage(line: string): LocalMessage | null {
  const parsed = message.safeParse(parseJson(line))
  return parsed.success ? parsed.data : null
}

export function encodeReply(request: LocalRequest, reply: Reply): Buffer {
  const re = request.id
  if (!reply.ok) {
    const error = request.json ? { error: { code: reply.code, message: reply.text } } : {}
    return toLine({ re, ok: false, text: reply.text, ...error })
  }
  return toLine(request.json ? { re, ok: true, value: reply.value } : { re, ok: true, text: reply.text })
}

export function encodeQuestion(re: number, question: string): Buffer {
  return toLine({ re, ask: question })
}

/** Answers what could not be understood or done; `re: null` when nobody can tell to what. */
export function encodeFault(re: number | null, text: string): Buffer {
  return toLine({ re, ok: false, text })
}

function toLine(value: unknown): Buffer {
  return Buffer.from(`${escapeJson(JSON.stringify(value))}\n`)
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
