/** The certificate that the operator gave in files, read again whenever they change. */
import { factsOf, readPair, type PairFiles } from './pair.ts'
import type { Source, SourcePorts } from './source.ts'
import { watchFiles } from './watch-files.ts'

/** Rejects with a `TlsError` when the files are not fit to be served. */
export async function openFilesSource(files: PairFiles, ports: SourcePorts): Promise<Source> {
  const { clock, log } = ports
  const take = async (): Promise<void> => {
    const pair = await readPair(files)
    const { validFrom, validTo } = factsOf(pair)
    if (validTo < clock.now() || validFrom > clock.now())
      log.warn({ file: files.certificate, validFrom, validTo }, 'the certificate is not valid now')
    ports.serve(pair)
  }
  await take()
  let ended = false
  const retake = async (): Promise<void> => {
    if (ended) return
    try {
      await take()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log.warn({ reason }, 'the new certificate cannot be used: the one before is still shown')
    }
  }
  const stop = watchFiles([files.certificate, files.key], { clock, changed: () => void retake() })
  return {
    reload: retake,
    close: () => {
      ended = true
      stop()
      return Promise.resolve()
    },
  }
}
