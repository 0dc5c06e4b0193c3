/** Who types where, until they send, stop, or are not heard of for some seconds. */
import { computed, signal, type ReadonlySignal } from '@preact/signals'

const lifetime = 6000

interface Typer {
  readonly name: string
  readonly until: number
}

export class Typing {
  readonly #typers = signal<ReadonlyMap<string, readonly Typer[]>>(new Map())
  readonly #now: () => number

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  in(channel: string): ReadonlySignal<readonly string[]> {
    return computed(() => (this.#typers.value.get(channel) ?? []).map(({ name }) => name))
  }

  began(channel: string, name: string): void {
    this.#set(channel, [...this.#without(channel, name), { name, until: this.#now() + lifetime }])
    setTimeout(() => this.#expire(channel), lifetime + 50)
  }

  ended(channel: string, name: string): void {
    const left = this.#without(channel, name)
    if (left.length !== (this.#typers.value.get(channel) ?? []).length) this.#set(channel, left)
  }

  #expire(channel: string): void {
    const typers = this.#typers.value.get(channel) ?? []
    const left = typers.filter(({ until }) => until > this.#now())
    if (left.length !== typers.length) this.#set(channel, left)
  }

  #without(channel: string, name: string): readonly Typer[] {
    return (this.#typers.value.get(channel) ?? []).filter((typer) => typer.name !== name)
  }

  #set(channel: string, typers: readonly Typer[]): void {
    this.#typers.value = new Map(this.#typers.value).set(channel, typers)
  }
}
