/** Owns a private place: lets some in, puts them out while things break, and lets them in again. */
import type { Random } from '../../fuzz/random.ts'
import type { ApiTalker } from './api-talker.ts'
import type { Removal } from './check.ts'
import { pause } from './faults.ts'
import type { Talker } from './talker.ts'

export const secretPlace = '#secret'

export class Warden {
  readonly removals: Removal[] = []
  readonly #self: ApiTalker
  readonly #members: readonly Talker[]
  readonly #random: Random
  #isWatching = false
  #watching: Promise<void> = Promise.resolve()

  constructor(self: ApiTalker, members: readonly Talker[], random: Random) {
    this.#self = self
    this.#members = members
    this.#random = random
  }

  get names(): ReadonlySet<string> {
    return new Set([this.#self, ...this.#members].map(({ diary }) => diary.name))
  }

  async open(): Promise<void> {
    await this.#self.chat.call('channel.create', { name: secretPlace, kind: 'private' })
    for (const member of this.#members) await this.#letIn(member)
  }

  watch(): void {
    this.#isWatching = true
    this.#watching = this.#watchOn()
  }

  async rest(): Promise<void> {
    this.#isWatching = false
    await this.#watching
  }

  async #watchOn(): Promise<void> {
    while (this.#isWatching) {
      await pause(this.#random.whole(500, 3000))
      const member = this.#random.pick(this.#members)
      const removal = await this.#putOut(member)
      if (removal === null) continue
      await pause(this.#random.whole(2000, 20_000))
      removal.backAt = Date.now()
      await this.#letIn(member)
    }
  }

  /** `null`: it could not be done just now, or nobody knows. */
  async #putOut(member: Talker): Promise<Removal | null> {
    const { name } = member.diary
    try {
      await this.#self.chat.call('channel.remove-member', { channel: secretPlace, user: name })
      const removal: Removal = { name, place: secretPlace, at: Date.now(), backAt: null }
      this.removals.push(removal)
      member.loses(secretPlace)
      return removal
    } catch {
      return null
    }
  }

  async #letIn(member: Talker): Promise<void> {
    const invitation = { channel: secretPlace, user: member.diary.name }
    for (let tries = 0; tries < 60; tries += 1) {
      const isInvited = await this.#self.chat.call('channel.invite', invitation).then(
        () => true,
        () => false,
      )
      if (isInvited && (await member.join(secretPlace))) return
      await pause(500)
    }
  }
}
