/** Lets clamd look at files before anybody else does, where the configuration asks for it; says what may not be kept, and counts. */
import type { Fault } from '../../core/errors.ts'
import type { Clock, Log } from '../../core/ports.ts'
import { verdictOf, type Verdict } from './answer.ts'
import { askToScan, askVersion, ClamdError } from './clamd.ts'

/** As the options of `uploads.scan`. */
export interface ScanSettings {
  /** `null`: files are not scanned. */
  readonly clamd: string | null
  readonly seconds: number
  /** What becomes of a file that could not be scanned. */
  readonly unscanned: 'refuse' | 'keep'
}

export interface ScannerPorts {
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
  /** Read anew for each file. */
  readonly settings: () => ScanSettings
}

/** Files by what became of their scan. */
export interface ScanCounters {
  readonly clean: number
  readonly infected: number
  readonly tooLarge: number
  readonly failed: number
}

type Scan = Pick<ScanSettings, 'seconds' | 'unscanned'> & { readonly clamd: string }

/** So much of a file has the whole time; a larger one has it again for each of them. */
const bytesInTime = 100 * 1024 * 1024

export class Scanner {
  readonly #ports: ScannerPorts
  readonly #end = new AbortController()
  readonly #counts = { clean: 0, infected: 0, tooLarge: 0, failed: 0 }
  #isWell = true
  /** The place that was greeted last. */
  #greeted: string | null = null

  constructor(ports: ScannerPorts) {
    this.#ports = ports
  }

  counters(): ScanCounters {
    return { ...this.#counts }
  }

  /** `null`: it may be kept. Rejects only where the file itself cannot be read. */
  async refusal(path: string, size: number): Promise<Fault | null> {
    const { clamd, ...settings } = this.#ports.settings()
    if (clamd === null) return null
    const verdict = await this.#scan({ clamd, ...settings }, path, size)
    this.#tell(verdict, { clamd, ...settings })
    switch (verdict.is) {
      case 'clean':
        this.#counts.clean += 1
        return null
      case 'infected':
        this.#counts.infected += 1
        return { code: 'upload-infected', details: { signature: verdict.signature } }
      case 'too-large':
        this.#counts.tooLarge += 1
        return { code: 'upload-too-large-to-scan', details: { size, limit: verdict.limit } }
      case 'failed':
        this.#counts.failed += 1
        return settings.unscanned === 'keep' ? null : { code: 'upload-not-scanned', details: {} }
    }
  }

  /** Whether clamd is there, told in the log: at a start and a change of the configuration, before the first file needs it. */
  async greet(): Promise<void> {
    const { clamd, seconds, unscanned } = this.#ports.settings()
    if (clamd === this.#greeted) return
    this.#greeted = clamd
    if (clamd === null) return this.#ports.log.info({}, 'files are not scanned any more')
    try {
      const version = await this.#within(seconds * 1000, (ending) => askVersion(clamd, ending))
      const hint = 'its StreamMaxLength, MaxFileSize and MaxScanSize must be at least uploads.fileBytes'
      this.#ports.log.info({ clamd, version, hint }, 'files are scanned')
    } catch (error) {
      this.#tell({ is: 'failed', why: whyOf(error) }, { clamd, seconds, unscanned })
    }
  }

  close(): void {
    this.#end.abort(new ClamdError('the server is stopping'))
  }

  async #scan({ clamd, seconds }: Scan, path: string, size: number): Promise<Verdict> {
    const time = seconds * 1000 * Math.max(1, Math.ceil(size / bytesInTime))
    try {
      return verdictOf(await this.#within(time, (ending) => askToScan(clamd, path, ending)))
    } catch (error) {
      if (error instanceof ClamdError) return { is: 'failed', why: error.message }
      throw error
    }
  }

  async #within(time: number, ask: (ending: AbortSignal) => Promise<string>): Promise<string> {
    const late = new AbortController()
    const cancel = this.#ports.clock.after(time, () =>
      late.abort(new ClamdError(`clamd does not answer within ${time / 1000} s (uploads.scan.seconds)`)),
    )
    try {
      return await ask(AbortSignal.any([late.signal, this.#end.signal]))
    } finally {
      cancel()
    }
  }

  /** A line when it stops scanning, and one when it does so again; one for each file that its own limits keep it from. */
  #tell(verdict: Verdict, { clamd, unscanned }: Scan): void {
    const { log } = this.#ports
    if (this.#end.signal.aborted) return
    if (verdict.is === 'too-large')
      log.warn(
        { clamd, limit: verdict.limit },
        'a file was refused that clamd takes no more of: raise its limit',
      )
    const isWell = verdict.is !== 'failed'
    if (this.#isWell === isWell) return
    this.#isWell = isWell
    if (verdict.is !== 'failed') return log.info({ clamd }, 'files are scanned again')
    const err = verdict.why
    log.error({ clamd, err, unscanned }, 'files are not scanned: look at clamd, and at uploads.scan.clamd')
  }
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
