/** The lines of an export in their order: a head, users, channels, uploads, messages, an end. See docs/export.md. */
import { z } from 'zod'
import { channelLine, type ChannelLine } from './channel-line.ts'
import { messageLine, type MessageLine } from './message-line.ts'
import { uploadLine, type UploadLine } from './upload-line.ts'
import { userLine, type UserLine } from './user-line.ts'

export type { ChannelLine, MemberLine } from './channel-line.ts'
export type { MessageLine } from './message-line.ts'
export type { UploadLine } from './upload-line.ts'
export type { UserLine } from './user-line.ts'

/** What this program writes and reads. Whatever another program would not understand makes it another number. */
const exportFormat = 1

const head = z.strictObject({
  type: z.literal('export'),
  format: z.literal(exportFormat, `must be ${exportFormat}: this was written by another version`),
  program: z.string().max(100).default(''),
  madeAt: z.iso.datetime().nullable().default(null),
})

const count = z.int().min(0)
const counts = z.strictObject({ users: count, channels: count, uploads: count, messages: count })

/** A file without it is not whole. */
const end = z.strictObject({ type: z.literal('end'), counts })

export type ExportCounts = Readonly<z.output<typeof counts>>
export type HeadLine = Readonly<z.output<typeof head>>
export type EndLine = Readonly<z.output<typeof end>>
export type ThingLine = UserLine | ChannelLine | UploadLine | MessageLine
export type ExportLine = HeadLine | ThingLine | EndLine

/** What the lines of a type are counted as. */
export const nouns = { user: 'users', channel: 'channels', upload: 'uploads', message: 'messages' } as const

export type CountedNoun = (typeof nouns)[ThingLine['type']]

export function headLine(program: string, at: Date): HeadLine {
  return { type: 'export', format: exportFormat, program, madeAt: at.toISOString() }
}

export function endLine(found: ExportCounts): EndLine {
  return { type: 'end', counts: { ...found } }
}

const anyLine = z.discriminatedUnion('type', [head, userLine, channelLine, uploadLine, messageLine, end])

/** The line, or what is wrong with it. */
export function readExportLine(
  written: string,
): { readonly line: ExportLine } | { readonly problem: string } {
  let value: unknown
  try {
    value = JSON.parse(written)
  } catch {
    return { problem: 'it is not JSON' }
  }
  const read = anyLine.safeParse(value)
  return read.success ? { line: read.data } : { problem: problemOf(read.error) }
}

function problemOf({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return 'it is not understood'
  const where = issue.path.map(String).join('.')
  return where === '' ? issue.message : `"${where}": ${issue.message}`
}
