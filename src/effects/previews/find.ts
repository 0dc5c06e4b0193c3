/** Finds out what is behind a link, or remembers it: one visit for the page, one for its picture, within one time. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { LookupFunction } from 'node:net'
import type { Clock, Log, NewId } from '../../core/ports.ts'
import type { FoundPreview, PreviewStore } from '../../core/store-port.ts'
import type { LinkPreview, PreviewId, PreviewPicture } from '../../core/types.ts'
import { randomWord } from '../../lib/digest.ts'
import type { PageFindings } from './page.ts'
import { NotVisitedError, visit, type Reaching, type Visited } from './visit.ts'

export interface FindSettings {
  readonly seconds: number
  readonly pageBytes: number
  readonly pictureBytes: number
  readonly keepDays: number
  readonly retryMinutes: number
  readonly allowedHosts: readonly string[]
}

type Kept = Omit<PreviewPicture, 'key'> & { readonly digest: string }

/** Keeps a picture, calls `finish` with what was kept (`null`: it is none), and answers what that answers. Rejects when `body` breaks off. */
export type KeepPicture = <Result>(
  fetched: { readonly body: Readable; readonly most: number; readonly widest: number },
  finish: (kept: Kept | null) => Promise<Result>,
) => Promise<Result>

export interface FindPorts {
  readonly store: Pick<PreviewStore, 'byLink' | 'keep'>
  readonly keepPicture: KeepPicture
  readonly lookup: LookupFunction
  readonly clock: Clock
  readonly newId: NewId
  readonly log: Log
  readonly settings: () => FindSettings
  /** The server ends. */
  readonly ending: AbortSignal
}

const day = 86_400_000
const minute = 60_000
/** Pixels: beside a text, and by itself. */
const widest = { page: 480, picture: 960 } as const
const accepts = {
  page: 'text/html, application/xhtml+xml, image/*;q=0.9, */*;q=0.1',
  picture: 'image/avif, image/webp, image/*;q=0.9',
} as const

export class Finder {
  readonly #ports: FindPorts
  readonly #asked = new Map<string, Promise<LinkPreview | null>>()

  constructor(ports: FindPorts) {
    this.#ports = ports
  }

  /** `null`: there is nothing to show. Asked again meanwhile, it is looked at once. */
  find(link: string): Promise<LinkPreview | null> {
    const asked = this.#asked.get(link)
    if (asked !== undefined) return asked
    const finding = this.#find(link).finally(() => this.#asked.delete(link))
    this.#asked.set(link, finding)
    return finding
  }

  async #find(link: string): Promise<LinkPreview | null> {
    const { store, clock, settings } = this.#ports
    const digest = createHash('sha256').update(link).digest('hex')
    const known = await store.byLink(digest, clock.now())
    if (known !== null) return known.content
    const timeout = new AbortController()
    const cancel = clock.after(settings().seconds * 1000, () => timeout.abort())
    const signal = AbortSignal.any([timeout.signal, this.#ports.ending])
    try {
      return await this.#look(link, digest, this.#reaching(signal))
    } catch (error) {
      if (this.#ports.ending.aborted) return null
      this.#tell(link, error, timeout.signal.aborted)
      return this.#keep({ link: digest, content: null, pictureDigest: null })
    } finally {
      cancel()
    }
  }

  #reaching(signal: AbortSignal): Reaching {
    return { signal, lookup: this.#ports.lookup, allowedHosts: this.#ports.settings().allowedHosts }
  }

  async #look(link: string, digest: string, reaching: Reaching): Promise<LinkPreview | null> {
    const visited = await visit(link, accepts.page, reaching)
    if (visited.type.startsWith('image/')) return this.#keepPicture(visited, { link, digest })
    if (!/^(text\/html|application\/xhtml\+xml)$/.test(visited.type)) {
      visited.body.destroy()
      throw new NotVisitedError('it is neither a page nor a picture')
    }
    const { charset, body, url } = visited
    // With its parser, which most servers need long after their start.
    const { readPage } = await import('./page.ts')
    const page = await readPage(body, { charset, most: this.#ports.settings().pageBytes })
    return this.#keepPage(
      { ...page, siteName: page.siteName ?? hostOf(url) },
      { link, digest, at: url },
      reaching,
    )
  }

  #keepPicture(visited: Visited, { link, digest }: Asked): Promise<LinkPreview | null> {
    const fetched = { body: visited.body, most: this.#ports.settings().pictureBytes, widest: widest.picture }
    return this.#ports.keepPicture(fetched, (kept) => {
      if (kept === null) throw new NotVisitedError('it is no picture that can be shown')
      const nothing = { title: null, text: null, siteName: hostOf(visited.url) }
      return this.#keep({ ...this.#made(link, { kind: 'picture', ...nothing }, kept), link: digest })
    })
  }

  /** A picture that cannot be had takes nothing from the page. */
  async #keepPage(
    { picture, ...said }: PageFindings,
    { link, digest, at }: Asked & { readonly at: URL },
    reaching: Reaching,
  ): Promise<LinkPreview | null> {
    const finish = (kept: Kept | null) => {
      if (kept === null && said.title === null) throw new NotVisitedError('it says nothing of itself')
      return this.#keep({ ...this.#made(link, { kind: 'page', ...said }, kept), link: digest })
    }
    const fetched = await this.#pictureOf(picture, at, reaching)
    if (fetched === null) return finish(null)
    let isKept = false
    const once = (kept: Kept | null) => {
      isKept = true
      return finish(kept)
    }
    const most = this.#ports.settings().pictureBytes
    try {
      return await this.#ports.keepPicture({ body: fetched.body, most, widest: widest.page }, once)
    } catch (error) {
      if (isKept) throw error
      return finish(null)
    }
  }

  async #pictureOf(written: string | null, at: URL, reaching: Reaching): Promise<Visited | null> {
    if (written === null || !URL.canParse(written, at.href)) return null
    const visited = await visit(new URL(written, at).href, accepts.picture, reaching).catch(() => null)
    if (visited === null || visited.type.startsWith('image/')) return visited
    visited.body.destroy()
    return null
  }

  #made(
    url: string,
    said: Pick<LinkPreview, 'kind' | 'siteName' | 'title' | 'text'>,
    kept: Kept | null,
  ): Pick<FoundPreview, 'content' | 'pictureDigest'> {
    const id = this.#ports.newId<PreviewId>()
    if (kept === null) return { content: { id, url, ...said, picture: null }, pictureDigest: null }
    const { digest, width, height, preview, thumbnails } = kept
    // As unguessable as a file's: what somebody looked at is nobody else's business.
    const picture = { key: randomWord(24), width, height, preview, thumbnails }
    return { content: { id, url, ...said, picture }, pictureDigest: digest }
  }

  async #keep(found: Pick<FoundPreview, 'link' | 'content' | 'pictureDigest'>): Promise<LinkPreview | null> {
    const { store, clock, newId, settings } = this.#ports
    const { keepDays, retryMinutes } = settings()
    const createdAt = clock.now()
    const expiresAt = createdAt + (found.content === null ? retryMinutes * minute : keepDays * day)
    await store.keep({ ...found, id: found.content?.id ?? newId<PreviewId>(), createdAt, expiresAt })
    return found.content
  }

  /** No more of the address than its host: its path may be a secret. */
  #tell(link: string, error: unknown, isLate: boolean): void {
    const { host } = new URL(link)
    const why = isLate ? 'it took too long' : error instanceof Error ? error.message : String(error)
    this.#ports.log.info({ host, why, routine: true }, 'a link has no preview')
  }
}

interface Asked {
  readonly link: string
  readonly digest: string
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^www\./, '')
}
