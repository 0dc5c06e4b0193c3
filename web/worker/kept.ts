/** What the browser keeps for the page to open without a network: its shell, and what was used beside it. */

export interface Shell {
  readonly version: string
  readonly files: readonly string[]
}

const prefix = 'parlance-shell-'
const page = '/'
const patience = 4000

export class Kept {
  readonly #shell: Shell
  readonly #name: string

  constructor(shell: Shell) {
    this.#shell = shell
    this.#name = `${prefix}${shell.version}`
  }

  /** All or nothing: a shell with a hole opens nothing. */
  async fill(): Promise<void> {
    const cache = await caches.open(this.#name)
    await cache.addAll([new Request(page, { cache: 'no-cache' }), ...this.#shell.files])
  }

  async dropOthers(): Promise<void> {
    const names = await caches.keys()
    const old = names.filter((name) => name.startsWith(prefix) && name !== this.#name)
    await Promise.all(old.map((name) => caches.delete(name)))
  }

  /** The page as the server has it; the one that is kept, where the server does not answer soon. */
  async page(request: Request): Promise<Response> {
    try {
      const response = await fetch(request, { signal: AbortSignal.timeout(patience) })
      if (response.status < 500) return response
    } catch {
      // No network, or no server.
    }
    return (await caches.match(page, { cacheName: this.#name })) ?? Response.error()
  }

  /** Named by its content: what is kept is true for ever. */
  async asset(request: Request): Promise<Response> {
    const kept = await caches.match(request)
    if (kept !== undefined) return kept
    const response = await fetch(request)
    if (response.ok) await (await caches.open(this.#name)).put(request, response.clone())
    return response
  }
}
