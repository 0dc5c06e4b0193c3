/** The service worker of a page, driven as the browser around it would: pushes come in, notifications are looked at and clicked. */
import type { Page } from 'playwright-core'

export interface Shown {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly data: unknown
}

export class WorkerDriver {
  readonly #page: Page
  readonly #deliver: (data: string) => Promise<void>

  private constructor(page: Page, deliver: (data: string) => Promise<void>) {
    this.#page = page
    this.#deliver = deliver
  }

  /** `origin`: whose worker. `page`: any page of the same context that stays open. */
  static async of(page: Page, origin: string): Promise<WorkerDriver> {
    const session = await page.context().newCDPSession(page)
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL === `${origin}/`)
        if (own !== undefined) resolve(own.registrationId)
      })
    })
    await session.send('ServiceWorker.enable')
    const registrationId = await registered
    return new WorkerDriver(page, async (data) => {
      await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
    })
  }

  /** What the push service of the browser would do, once it has decrypted. */
  async push(note: object | string): Promise<void> {
    await this.#deliver(typeof note === 'string' ? note : JSON.stringify(note))
  }

  async shown(): Promise<readonly Shown[]> {
    return this.#run(`registration.getNotifications()
      .then((notices) => notices.map(({ title, body, tag, data }) => ({ title, body, tag, data })))`)
  }

  /**
   * Clicks the first notification, and tells what the worker asked of the browser. A browser lets a worker open and focus
   * windows only after a finger has touched the notification, which no test can: so it is kept from asking in earnest.
   */
  async click(): Promise<readonly string[]> {
    return this.#run(`(async () => {
      const asked = []
      WindowClient.prototype.focus = async function () { asked.push('focus ' + new URL(this.url).pathname) }
      clients.openWindow = async (url) => { asked.push('open ' + url) }
      const [notification] = await registration.getNotifications()
      const event = new NotificationEvent('notificationclick', { notification })
      const work = []
      Object.defineProperty(event, 'waitUntil', { value: (promise) => work.push(promise) })
      dispatchEvent(event)
      await Promise.all(work)
      return asked
    })()`)
  }

  async #run<Answer>(script: string): Promise<Answer> {
    const [worker] = this.#page.context().serviceWorkers()
    if (worker === undefined) throw new Error('the context has no service worker')
    return worker.evaluate<Answer>(script)
  }
}
