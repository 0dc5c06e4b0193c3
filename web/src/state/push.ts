/** Being called in this browser when the page is closed: turned on by a person, renewed by itself, ended with the sign-in. */
import type { Call } from '../connection/calls.ts'
import type { PageWorker } from '../connection/worker.ts'
import type { Chat } from './chat.ts'
import type { Preferences } from './preferences.ts'

export interface PushPorts {
  readonly call: Call
  readonly worker: PageWorker
  readonly chat: Chat
  readonly preferences: Preferences
}

export class Push {
  readonly #ports: PushPorts

  constructor(ports: PushPorts) {
    this.#ports = ports
  }

  /** On a click only: the browser asks the person. `false`: they said no, or the browser cannot. */
  async turnOn(): Promise<boolean> {
    const { preferences, chat } = this.#ports
    if ((await Notification.requestPermission()) !== 'granted') return false
    const done = await this.#subscribe()
    if (done) preferences.pushFor.value = chat.demandSelf().id
    return done
  }

  async turnOff(): Promise<void> {
    await this.forget()
    await this.#ports.call('push.unsubscribe', {}).catch(() => undefined)
  }

  /** Whoever signs in here next is not called in this one's place. */
  async forget(): Promise<void> {
    this.#ports.preferences.pushFor.value = null
    await (await this.#subscription())?.unsubscribe()
  }

  /** The browser or the server may have forgotten meanwhile. */
  async renew(): Promise<void> {
    if (Notification.permission !== 'granted') return this.forget()
    const { subscriptions } = await this.#ports.call('push.list', {})
    const isKnown = subscriptions.some(({ current }) => current)
    if (!isKnown || (await this.#subscription()) === null) await this.#subscribe()
  }

  /** What was read here or elsewhere need not be told any more. */
  async clearRead(): Promise<void> {
    const registration = await this.#ports.worker.registration
    for (const notice of (await registration?.getNotifications()) ?? []) {
      const own = this.#ports.chat.channels.get(notice.tag)
      if (own?.unread === 0) notice.close()
    }
  }

  async #subscription(): Promise<PushSubscription | null> {
    return (await (await this.#ports.worker.registration)?.pushManager.getSubscription()) ?? null
  }

  async #subscribe(): Promise<boolean> {
    const registration = await this.#ports.worker.registration
    const { key } = await this.#ports.call('push.list', {})
    if (registration === null || key === null) return false
    const had = await registration.pushManager.getSubscription()
    if (had !== null && !isOfKey(had, key)) await had.unsubscribe()
    const made = await subscriptionIn(registration.pushManager, key)
    if (made === null) return false
    const { endpoint = '', keys } = made.toJSON()
    const { p256dh = '', auth = '' } = keys ?? {}
    await this.#ports.call('push.subscribe', { endpoint, keys: { p256dh, auth } })
    return true
  }
}

/** `null`: a private window, or one whose push service is turned off or out of reach. */
async function subscriptionIn(manager: PushManager, key: string): Promise<PushSubscription | null> {
  try {
    return await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  } catch {
    return null
  }
}

function isOfKey({ options: { applicationServerKey } }: PushSubscription, key: string): boolean {
  if (applicationServerKey === null) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(applicationServerKey)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === key
}
