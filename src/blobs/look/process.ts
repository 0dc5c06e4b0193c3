/**
 * A process of its own that looks into what people bring: decoders of pictures are large, are written in C, and meet files made to
 * break them. When one succeeds, this process ends, and the chat goes on. Videos, sounds and documents are decoded by programs of their
 * own, which this process runs and ends.
 */
import { stat } from 'node:fs/promises'
import { digestOfFile } from '../../lib/file-digest.ts'
import { isDocument, lookAtDocument } from './documents.ts'
import { isMedia, lookAtMedia } from './media.ts'
import { isPicture, lookAtPicture } from './pictures.ts'
import { nothingToShow, type Findings, type LookAnswer, type LookRequest, type Showing } from './protocol.ts'
import { strip } from './strip.ts'
import { Tools } from './tools.ts'
import { typeOf } from './type.ts'

/** For all programs that are run on one file: less than whoever asks waits. */
const patience = 40

process.on('message', (request: LookRequest) => void answer(request))
process.on('disconnect', () => process.exit())

async function answer(request: LookRequest): Promise<void> {
  const { id } = request
  const told: LookAnswer = await look(request).then(
    (found) => ({ id, found }),
    (error: unknown) => ({ id, problem: String(error) }),
  )
  process.send?.(told)
}

async function look({ path, programs }: LookRequest): Promise<Findings> {
  const type = await typeOf(path)
  await strip(path, type).catch(() => undefined)
  const [digest, { size }] = await Promise.all([digestOfFile(path), stat(path)])
  // What cannot be decoded, or takes too long, is kept as a file like any other.
  const shown = await show(path, type, new Tools(programs, patience)).catch(() => ({
    ...nothingToShow,
    type,
  }))
  return { digest, size, ...shown }
}

async function show(path: string, type: string, tools: Tools): Promise<Showing> {
  if (isPicture(type)) return { ...nothingToShow, ...(await lookAtPicture(path)), type }
  if (isMedia(type)) return lookAtMedia(path, type, tools)
  return isDocument(type) ? lookAtDocument(path, type, tools) : { ...nothingToShow, type }
}
