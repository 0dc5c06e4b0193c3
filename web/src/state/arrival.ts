/** Coming and going: who the cookie stands for, what can be read without the server, and what is left when somebody goes. */
import { batch } from '@preact/signals'
import { isUnanswered } from '../connection/connection.ts'
import { readEntrance, signOut } from '../connection/http.ts'
import type { Client, Farewell } from './client.ts'
import { capitalised } from './wording.ts'

/** How long to wait for the server, in milliseconds, where there is something to be read without it. */
const patience = 4000
const again = 3000

export class Arrival {
  readonly #client: Client

  constructor(client: Client) {
    this.#client = client
  }

  async start(): Promise<void> {
    const { kept, server, stage } = this.#client
    try {
      await this.#finishLeaving()
      const entrance = await readEntrance(kept.isThere ? patience : undefined)
      server.value = entrance.server
      const { user, refused } = entrance
      if (refused !== null && refused.code !== 'token-not-valid')
        this.putOut({ is: 'refused', message: capitalised(refused.message) })
      else if (user === null) this.#waitAtEntrance()
      else this.#client.connect({ asGuest: false })
    } catch {
      if (await this.#openKept()) return
      stage.value = { is: 'unreachable' }
      setTimeout(() => void this.start(), again)
    }
  }

  putOut(why: Farewell): void {
    void this.#client.kept.forget()
    this.#client.stage.value = { is: 'out', why }
  }

  /** Nothing of them stays, whether the server can be reached or not. */
  async signOut(): Promise<void> {
    const { chat, connection, kept, router } = this.#client
    connection.close()
    chat.outbox.clear()
    await kept.leave()
    chat.self.value = null
    router.replace('/')
    await this.start()
  }

  #waitAtEntrance(): void {
    const { chat, kept, stage } = this.#client
    void kept.forget()
    batch(() => {
      stage.value = { is: 'entrance' }
      chat.self.value = null
    })
  }

  /** The server does not answer: whoever was here last can read what this device has kept, and write. */
  async #openKept(): Promise<boolean> {
    const client = this.#client
    const place = await client.kept.place()
    if (place === null) return false
    client.server.value = place.server
    client.chat.restore(place.user, place.channels)
    client.connect({ asGuest: false })
    client.stage.value = { is: 'chat' }
    return true
  }

  /** Whoever could not reach the server when they signed out: their cookie is taken before anything else. */
  async #finishLeaving(): Promise<void> {
    const { kept } = this.#client
    if (!kept.isLeaving) return
    await signOut().catch((error: unknown) => {
      if (isUnanswered(error)) throw error
    })
    kept.hasLeft()
  }
}
