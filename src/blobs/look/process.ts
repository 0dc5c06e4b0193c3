/**
 * A process of its own that looks into what people bring: decoders of pictures are large, are written in C, and meet files made to
 * break them. When one succeeds, this process ends, and the chat goes on.
 */
import { stat } from 'node:fs/promises'
import { digestOfFile } from '../../lib/file-digest.ts'
import { isPicture, lookAtPicture } from './pictures.ts'
import { noPicture, type Findings, type LookAnswer, type LookRequest } from './protocol.ts'
import { strip } from './strip.ts'
import { typeOf } from './type.ts'

process.on('message', (request: LookRequest) => void answer(request))
process.on('disconnect', () => process.exit())

async function answer({ id, path }: LookRequest): Promise<void> {
  const told: LookAnswer = await look(path).then(
    (found) => ({ id, found }),
    (error: unknown) => ({ id, problem: String(error) }),
  )
  process.send?.(told)
}

async function look(path: string): Promise<Findings> {
  const type = await typeOf(path)
  await strip(path, type).catch(() => undefined)
  const [digest, { size }] = await Promise.all([digestOfFile(path), stat(path)])
  // A picture that cannot be decoded is kept as a file like any other.
  const picture = isPicture(type) ? await lookAtPicture(path).catch(() => noPicture) : noPicture
  return { digest, size, type, ...picture }
}
