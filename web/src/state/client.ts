/** The whole client behind the page: connection, state, choices, and what they say to each other. */
import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals'
import type { WireFact, WireMessage, WireOwnChannel, WireServer } from '../../../src/protocols/api/wire.ts'
import { CallFault, type Call } from '../connection/calls.ts'
import { Connection } from '../connection/connection.ts'
import type { Keep } from '../connection/keep.ts'
import type { PageWorker } from '../connection/worker.ts'
import { englishWords, loadWords, type Words } from '../words/words.ts'
import type { App } from './app.ts'
import { Arrival } from './arrival.ts'
import { Avatars } from './avatars.ts'
import { Chat } from './chat.ts'
import { applyFact, type LastWords, type Told } from './facts.ts'
import { guestReturns } from './guest.ts'
import { besides } from '../parts/use-media.ts'
import { Kept } from './kept.ts'
import { Notices } from './notices.ts'
import type { Overlay, Side } from './overlay.ts'
import { chosenLanguage, type Preferences } from './preferences.ts'
import type { Push } from './push.ts'
import { Router } from './router.ts'
import { capitalised, wordFaultOf, wordHindranceOf, wordTold } from './wording.ts'

/** Why somebody is kept out. */
export type Farewell =
  | LastWords
  | {
      readonly is: 'refused'
      /** In the words of the server. */
      readonly message: string
    }

/** Before anybody is signed in, while they are, and after they were put out. */
export type Stage =
  | { readonly is: 'starting' }
  | { readonly is: 'unreachable' }
  | { readonly is: 'entrance' }
  | { readonly is: 'chat' }
  | { readonly is: 'out'; readonly why: Farewell }

export interface ClientPorts {
  readonly preferences: Preferences
  readonly keep: Keep
  /** Somebody is about to be signed in: what they will see can be loaded meanwhile. */
  readonly connecting: () => void
}

export class Client implements App {
  readonly preferences: Preferences
  readonly router = new Router()
  readonly notices = new Notices()
  readonly connection: Connection
  readonly chat: Chat
  readonly kept: Kept
  readonly avatars: Avatars
  /** Whether a newer version of the client waits. */
  readonly hasNews = signal(false)
  /** Whether this browser is called when the page is closed. */
  readonly isCalled = computed(() => {
    const self = this.chat.self.value
    return self !== null && this.preferences.pushFor.value === self.id
  })
  readonly server = signal<WireServer | null>(null)
  /** Whether one has just been the first to register: nobody looks after the server yet. */
  readonly isFirst = signal(false)
  readonly stage = signal<Stage>({ is: 'starting' })
  readonly overlay = signal<Overlay | null>(null)
  /** What stands beside the messages. */
  readonly side = signal<Side | null>(matchMedia(besides).matches ? 'members' : null)
  /** The words to search for, for the panel that is about to open. */
  readonly searched = signal<string | null>(null)
  readonly insertion: Signal<string | null> = signal(null)
  readonly call: Call
  readonly #connecting: () => void
  readonly #words = signal<Words>(englishWords)
  readonly #arrival = new Arrival(this)
  #farewell: Farewell | null = null
  #worker: Promise<PageWorker> | null = null
  #clearing: ReturnType<typeof setTimeout> | undefined
  readonly messageLength: ReadonlySignal<number>
  readonly reducedMotion: ReadonlySignal<boolean>

  constructor({ preferences, keep, connecting }: ClientPorts) {
    this.#connecting = connecting
    this.preferences = preferences
    this.connection = new Connection({
      greeted: (server) => (this.server.value = server),
      ready: (ready) => this.#ready(ready),
      fact: (fact) => this.#fact(fact),
      nobody: () => this.#nobody(),
      refused: (message) => {
        this.#farewell = { is: 'refused', message: capitalised(message) }
      },
    })
    this.call = this.connection.call
    this.avatars = new Avatars(this.call)
    const pageLength = () => Math.min(100, this.server.peek()?.limits.historyPage ?? 100)
    this.chat = new Chat({
      call: this.call,
      keep,
      kept: (channel) => this.kept.log(channel),
      notices: this.notices,
      isOpen: computed(() => this.connection.state.value.is === 'open'),
      words: this.#words,
      wordOf: (error) => this.wordOf(error),
      pageLength,
      complain: (error) => this.complain(error),
      wordHindrance: (why, mute) => wordHindranceOf(this, why, mute),
    })
    const { call, chat } = this
    const server = () => this.server.peek()
    this.kept = new Kept({ shelf: localStorage, keep, call, chat, server, pageLength })
    effect(() => this.#clearRead(this.chat.channels.list.value))
    this.messageLength = computed(() => this.server.value?.limits.messageLength ?? 4000)
    const asked = matchMedia('(prefers-reduced-motion: reduce)')
    this.reducedMotion = computed(() => preferences.motion.value === 'reduced' || asked.matches)
    effect(() => void this.#speak(chosenLanguage(preferences.language.value, navigator.languages)))
    effect(() => {
      // What it changes must not begin it anew.
      if (this.connection.state.value.is === 'ended') untracked(() => this.#ended())
    })
  }

  get self() {
    return this.chat.self
  }

  get words(): ReadonlySignal<Words> {
    return this.#words
  }

  get timeFormat() {
    return this.preferences.timeFormat
  }

  avatarOf = (user: string): ReadonlySignal<string | null> => this.avatars.of(user)

  get channels() {
    return this.chat.channels.list
  }

  get online() {
    return this.chat.online
  }

  /** Looks who the cookie stands for. */
  start(): Promise<void> {
    return this.#arrival.start()
  }

  connect(how: { readonly asGuest: boolean }): void {
    this.#farewell = null
    this.#connecting()
    this.connection.open(how)
  }

  async signOut(): Promise<void> {
    if (this.isCalled.peek()) await (await this.push()).forget().catch(() => undefined)
    await this.#arrival.signOut()
  }

  /** Loaded when the page has come. */
  worker(): Promise<PageWorker> {
    this.#worker ??= import('../connection/worker.ts').then(
      (loaded) => new loaded.PageWorker({ go: this.go, hasNews: this.hasNews }),
    )
    return this.#worker
  }

  /** Loaded by those who use it. */
  async push(): Promise<Push> {
    const [loaded, worker] = await Promise.all([import('./push.ts'), this.worker()])
    const { call, chat, preferences } = this
    return new loaded.Push({ call, worker, chat, preferences })
  }

  go = (path: string): void => {
    this.overlay.value = null
    this.router.go(path)
  }

  openDirect = (name: string): void => this.go(`/d/${encodeURIComponent(name)}`)

  showPerson = (name: string): void => {
    this.overlay.value = { is: 'person', name }
  }

  search = (words: string): void => {
    this.searched.value = words
    this.side.value = 'search'
  }

  say = (text: string, kind?: 'plain' | 'error'): void => this.notices.say(text, kind)

  complain = (error: unknown): void => this.notices.say(this.wordOf(error), 'error')

  /** What went wrong, in the reader's words where there are some, else in the server's. */
  wordOf(error: unknown): string {
    if (!(error instanceof CallFault)) throw error
    return wordFaultOf(this, error)
  }

  async #speak(language: Parameters<typeof loadWords>[0]): Promise<void> {
    this.#words.value = await loadWords(language)
    document.documentElement.lang = language
    await (await this.#worker)?.leaveLanguage(language)
  }

  #ready(ready: Parameters<Chat['ready']>[0]): void {
    const former = this.chat.self.peek()
    // Somebody else has signed in in another tab: nothing on this page is theirs.
    if (former?.kind === 'person' && former.id !== ready.user.id) return location.reload()
    this.notices.shutdown.value = null
    const resume = guestReturns(this.chat, ready, this.words.peek().t('message.perhaps-sent'))
    this.chat.ready(ready)
    this.avatars.lookAgain()
    void this.kept.begin(ready.user)
    void resume()
    void this.#worker?.then((worker) => worker.look())
    if (this.isCalled.peek()) void this.push().then((push) => push.renew().catch(() => undefined))
    this.stage.value = { is: 'chat' }
  }

  #fact(fact: WireFact): void {
    applyFact(fact, {
      chat: this.chat,
      avatars: this.avatars,
      heard: (message) => {
        if (this.preferences.notify.peek()) void this.#notify(message)
      },
      told: (told) => this.#told(told),
    })
  }

  async #notify(message: WireMessage): Promise<void> {
    const { notify } = await import('./notifier.ts')
    notify(message, {
      chat: this.chat,
      preferences: this.preferences,
      words: this.words.peek(),
      worker: () => this.worker(),
      go: this.go,
    })
  }

  #clearRead(channels: readonly WireOwnChannel[]): void {
    clearTimeout(this.#clearing)
    const isTold = this.isCalled.value || this.preferences.notify.value
    if (!isTold || channels.every(({ unread }) => unread > 0)) return
    this.#clearing = setTimeout(() => void this.push().then((push) => push.clearRead()), 1000)
  }

  #told(told: Told): void {
    if (told.is === 'kicked' || told.is === 'banned') this.#farewell = told
    else this.say(wordTold(this, told))
  }

  #nobody(): void {
    this.connection.close()
    if (this.stage.peek().is === 'chat') this.say(this.words.peek().t('told.signed-out'))
    void this.start()
  }

  #ended(): void {
    const { end } = { end: 'signed-out', ...this.connection.state.peek() }
    if (end === 'kicked' || end === 'banned')
      this.#arrival.putOut(this.#farewell ?? { is: 'refused', message: '' })
    else {
      this.say(this.words.peek().t(end === 'password-changed' ? 'told.password-changed' : 'told.signed-out'))
      void this.start()
    }
  }
}
