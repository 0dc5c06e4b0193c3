/** The service worker as the page sees it: begun when the page has come, asked for news, and taken over only when a person says so. */
import type { Signal } from '@preact/signals'
import { workerUrl } from './worker-url.ts'

interface Ports {
  /** Somebody clicked a notification. */
  readonly go: (path: string) => void
  /** Whether a newer version of the client waits. */
  readonly hasNews: Signal<boolean>
}

export class PageWorker {
  readonly #ports: Ports
  /** `null`: this browser has none. */
  readonly registration: Promise<ServiceWorkerRegistration | null>
  #wanted = false
  /** Whether a worker has served this page: one that comes before is as old as the page. */
  #isServed = false
  /** Another window has taken what is newer than this page. */
  #isOutdated = false

  constructor(ports: Ports) {
    this.#ports = ports
    // A browser that forbids it: the page does without.
    this.registration = this.#begin().catch(() => null)
  }

  /** The server was away, perhaps for something newer. */
  async look(): Promise<void> {
    await (await this.registration)?.update().catch(() => undefined)
  }

  async takeOver(): Promise<void> {
    const waiting = (await this.registration)?.waiting
    if (waiting == null) return location.reload()
    this.#wanted = true
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- workers have no such argument
    waiting.postMessage('take-over')
  }

  /** For the worker, which cannot reach the choices of the page. */
  async leaveLanguage(language: string): Promise<void> {
    if ((await this.registration) === null) return
    const cache = await caches.open('parlance-choices')
    await cache.put('/language', new Response(language))
  }

  async #begin(): Promise<ServiceWorkerRegistration | null> {
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return null
    const { serviceWorker } = navigator
    serviceWorker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'object' && data !== null && 'go' in data && typeof data.go === 'string')
        this.#ports.go(data.go)
    })
    this.#isServed = serviceWorker.controller !== null
    serviceWorker.addEventListener('controllerchange', () => this.#changed())
    const registration = await serviceWorker.register(workerUrl())
    this.#follow(registration)
    return registration
  }

  #changed(): void {
    if (this.#wanted) return location.reload()
    this.#isOutdated ||= this.#isServed
    this.#isServed = true
    this.#ports.hasNews.value = this.#isOutdated
  }

  #follow(registration: ServiceWorkerRegistration): void {
    const see = () => {
      const waits = registration.waiting !== null && navigator.serviceWorker.controller !== null
      this.#ports.hasNews.value = this.#isOutdated || waits
    }
    see()
    registration.addEventListener('updatefound', () =>
      registration.installing?.addEventListener('statechange', see),
    )
  }
}
