/**
 * Somebody whose browser can be called. The push service of a real one is on the open internet; in its place stands
 * one on this machine, which the page subscribes at and the server calls. What arrives there is given to the worker.
 */
import type { PushNote } from '../../../src/core/types.ts'
import { FakeBrowser, type PushEndpoint } from '../../effects/push/push-endpoint.ts'
import { WorkerDriver } from '../../support/worker-driver.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

export class Called {
  readonly person: Person
  readonly worker: WorkerDriver
  readonly #endpoint: PushEndpoint
  readonly #keys: FakeBrowser
  #read = 0

  private constructor(parts: {
    person: Person
    worker: WorkerDriver
    endpoint: PushEndpoint
    keys: FakeBrowser
  }) {
    this.person = parts.person
    this.worker = parts.worker
    this.#endpoint = parts.endpoint
    this.#keys = parts.keys
  }

  /** Registered, and at the settings of notifications. */
  static async registers(stage: Stage, name: string, endpoint: PushEndpoint): Promise<Called> {
    const keys = new FakeBrowser(`http://${endpoint.host}/${name}`)
    const person = await stage.registers(name, { permissions: ['notifications'] })
    await person.context.addInitScript(standIn(keys))
    // A page that stays, whatever becomes of theirs.
    const aside = await person.context.newPage()
    await person.page.bringToFront()
    await person.goesTo('/settings/notifications')
    await person.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    const worker = await WorkerDriver.of(aside, person.at)
    return new Called({ person, worker, endpoint, keys })
  }

  /** What the server called since the last time this was asked, as their browser reads it. */
  notes(): readonly PushNote[] {
    const all = this.#endpoint.received.filter(({ path }) => path === new URL(this.#keys.endpoint).pathname)
    const fresh = all.slice(this.#read)
    this.#read = all.length
    return fresh.map((each) => this.#keys.read(each))
  }
}

/** A subscription outlives the page, as in the browser. */
function standIn({ endpoint, keys }: FakeBrowser): string {
  return `{
    const place = 'the subscription of this test'
    const bytes = (key) => Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
    const subscription = () => {
      const key = localStorage.getItem(place)
      if (key === null) return null
      return {
        endpoint: ${JSON.stringify(endpoint)},
        options: { userVisibleOnly: true, applicationServerKey: bytes(key).buffer },
        toJSON: () => (${JSON.stringify({ endpoint, expirationTime: null, keys })}),
        async unsubscribe() { localStorage.removeItem(place); return true },
      }
    }
    PushManager.prototype.getSubscription = async () => subscription()
    PushManager.prototype.subscribe = async ({ userVisibleOnly, applicationServerKey }) => {
      if (!userVisibleOnly || bytes(applicationServerKey).length !== 65) throw new Error('no browser takes that')
      localStorage.setItem(place, applicationServerKey)
      return subscription()
    }
  }`
}
