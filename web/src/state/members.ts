/** The members of one channel, loaded when somebody looks and kept current by what happens. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { WireMember } from '../../../src/protocols/api/wire.ts'
import type { Call } from '../connection/calls.ts'

export class Members {
  readonly #channel: string
  readonly #call: Call
  readonly #list = signal<readonly WireMember[]>([])
  #isLoaded = false
  #isAsked = false

  constructor(channel: string, call: Call) {
    this.#channel = channel
    this.#call = call
  }

  get list(): ReadonlySignal<readonly WireMember[]> {
    return this.#list
  }

  /** Once until `forget`; what fails is asked again by the next look. */
  async load(): Promise<void> {
    if (this.#isLoaded || this.#isAsked) return
    this.#isAsked = true
    try {
      const { members } = await this.#call('channel.list-members', { channel: this.#channel })
      this.#list.value = members
      this.#isLoaded = true
    } finally {
      this.#isAsked = false
    }
  }

  /** After an interruption what is known may be old. */
  forget(): void {
    this.#isLoaded = false
  }

  put(member: WireMember): void {
    if (!this.#isLoaded) return
    const others = this.#list.value.filter(({ user }) => user.id !== member.user.id)
    this.#list.value = [...others, member]
  }

  drop(id: string): void {
    if (this.#list.value.some(({ user }) => user.id === id))
      this.#list.value = this.#list.value.filter(({ user }) => user.id !== id)
  }

  change(id: string, change: Partial<WireMember>): void {
    if (!this.#list.value.some(({ user }) => user.id === id)) return
    this.#list.value = this.#list.value.map((member) =>
      member.user.id === id ? { ...member, ...change } : member,
    )
  }
}
