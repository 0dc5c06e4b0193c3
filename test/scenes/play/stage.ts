/** One scene's world: a server of its own on free ports in a temporary folder, its clock, its people and its operators. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { loadConfig } from '../../../src/config/load.ts'
import type { Config } from '../../../src/config/schema.ts'
import { startServer, type RunningServer } from '../../../src/server.ts'
import { ManualClock } from '../../support/manual-clock.ts'
import { Operator } from '../doors/console.ts'
import type { Deed } from '../doors/deeds.ts'
import { apiDriver } from '../doors/api.ts'
import { signInByPage } from '../doors/api-page.ts'
import type { Cast, Driver, Person, Where } from '../doors/person.ts'
import { plainDriver } from '../doors/plain.ts'
import { within } from './deadline.ts'
import type { SceneDatabase, SceneDatabases } from './databases.ts'
import { SceneLog } from './log.ts'
import type { Scene } from './scene-file.ts'

/** Scenes are about behaviour: passwords hash quickly, and only scenes about the pace are slowed down. */
const usual = [
  'plain.port=0',
  'http.port=0',
  'irc.port=0',
  'irc.tls.port=null',
  'irc.pingInterval=1d',
  'users.bcryptCost=4',
  'limits.commandBurst=100000',
  'limits.registrationsPerHour=1000',
]

type How = Partial<Pick<Where, 'from' | 'telnet' | 'headers'>>

export class Stage {
  readonly clock = new ManualClock()
  readonly log = new SceneLog()
  /** The code of the last invitation the operator made. */
  invitation = ''
  /** What the operator's last command answered. */
  reply = ''
  readonly #folder = mkdtempSync(join(tmpdir(), 'scene-'))
  readonly #cast: Cast
  /** Of the tokens made in this scene, by their names. */
  readonly secrets = new Map<string, string>()
  /** By which door each client comes. */
  readonly #drivers = new Map<string, Driver>()
  /** Browsers and programs come by the API, with what they hold. */
  readonly #programs = new Map<string, Readonly<Record<string, string>>>()
  readonly #people = new Map<string, Person>()
  readonly #everybody: Person[] = []
  readonly #passwords = new Map<string, string>()
  readonly #operators = new Map<string, Operator>()
  readonly #databases: SceneDatabases
  #database: SceneDatabase | null = null
  #settings: readonly string[]
  #server: RunningServer | null = null

  constructor(cast: Cast, { configuration }: Pick<Scene, 'configuration'>, databases: SceneDatabases) {
    this.#cast = cast
    this.#settings = configuration
    this.#databases = databases
  }

  async begin(): Promise<void> {
    mkdirSync(this.dataPath(), { mode: 0o700 })
    this.#database = await this.#databases.take(this.dataPath())
    await this.start()
  }

  async start(): Promise<void> {
    for (const operator of this.#operators.values()) operator.leaves()
    this.#operators.clear()
    this.#server = await startServer({
      config: this.#config(),
      reread: () => this.#config(),
      log: this.log.sink,
      clock: this.clock,
      systemUser: 'root',
      terminal: null,
    })
  }

  /** Ends everything and cleans up; a server that did not stop by itself must stop cleanly now. */
  async end(): Promise<void> {
    for (const person of this.#everybody) person.breaks()
    for (const operator of this.#operators.values()) operator.leaves()
    try {
      await this.stop()
      this.#database?.giveBack()
    } finally {
      rmSync(this.#folder, { recursive: true, force: true })
    }
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server !== null) await within(server.stop(), () => 'the server to stop')
  }

  /** Waits until the server has ended by itself. */
  async stopped(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server !== null) await within(server.stopped, () => 'the server to end')
  }

  /** Time passes quickly while nothing runs: no timer is due a million times. */
  async restart(milliseconds: number): Promise<void> {
    await this.stop()
    this.clock.advance(milliseconds)
    for (const person of this.#everybody) await person.disconnected()
    await this.start()
  }

  /** Moves the clock; the last seconds one by one, so that what they cause can happen in between. */
  async passes(milliseconds: number): Promise<void> {
    const seconds = Math.min(5, Math.floor(milliseconds / 1000))
    await this.#stays(milliseconds - seconds * 1000)
    for (let second = 0; second < seconds; second++) {
      await setImmediate()
      this.clock.advance(1000)
    }
    await setImmediate()
  }

  /** As far at a time as those who must show that they are there can stay silent. */
  async #stays(milliseconds: number): Promise<void> {
    const breathing = this.#everybody.filter(
      ({ connected, longestSilence }) => connected && longestSilence < Infinity,
    )
    const longest = Math.min(milliseconds, ...breathing.map(({ longestSilence }) => longestSilence))
    for (let left = milliseconds; left > 0; left -= longest) {
      for (const person of breathing) await person.breathes()
      this.clock.advance(Math.min(left, longest))
    }
    for (const person of breathing) await person.breathes()
  }

  /** Waits until the server has done all it does after a client has gone. */
  async settles(): Promise<void> {
    const here = (): number => this.#everybody.filter(({ connected }) => connected).length
    await this.log.until(
      () => this.log.connections <= here() && this.log.departuresUnderWay === 0,
      'the server to notice who has gone',
    )
  }

  /** Takes effect at the next `/reload` or start. */
  configure(setting: string): void {
    this.#settings = [...this.#settings, setting]
  }

  /** Somebody who has connected in this scene. `john's phone` is another client of john's. */
  person(who: string): Person {
    const person = this.#people.get(who)
    if (person === undefined) throw new Error(`${who} is not connected yet`)
    return person
  }

  get people(): ReadonlyMap<string, Person> {
    return this.#people
  }

  async connect(who: string, how: How = {}): Promise<Person> {
    const name = who.replace(/'s .*$/, '')
    const place = { name, from: null, telnet: false, before: this.#people.get(who) ?? null, ...how }
    const person = await this.#enters(this.#driverOf(who), place)
    this.#people.set(who, person)
    return person
  }

  /** A browser signs in by a page of the server's own. */
  async opensPage(who: string): Promise<Person> {
    const name = who.replace(/'s .*$/, '')
    const entering = { name, password: this.passwordOf(name) }
    return this.comesByApi(who, await signInByPage(this.#placeOf(apiDriver), entering))
  }

  comesByApi(who: string, headers: Readonly<Record<string, string>> = {}): Promise<Person> {
    this.#programs.set(who, headers)
    return this.connect(who, { headers })
  }

  comesBack(who: string): Promise<Person> {
    return this.comesByApi(who, this.#programs.get(who))
  }

  secretOf(token: string): string {
    return this.secrets.get(token) ?? token
  }

  #driverOf(who: string): Driver {
    if (this.#programs.has(who)) return apiDriver
    const { drivers } = this.#cast
    const driver = this.#drivers.get(who) ?? drivers[this.#drivers.size % drivers.length]
    if (driver === undefined) throw new Error(`there is no door for ${who}`)
    this.#drivers.set(who, driver)
    return driver
  }

  async #enters(driver: Driver, place: Omit<Where, 'door' | 'elsewhere'>): Promise<Person> {
    const door = this.#placeOf(driver)
    const elsewhere = (name: 'plain' | 'api'): Promise<Person> =>
      this.#enters(name === 'api' ? apiDriver : plainDriver, { ...place, before: null })
    const person = await driver.connect({ ...place, door, elsewhere })
    this.#everybody.push(person)
    return person
  }

  #placeOf({ name }: Driver): string {
    // The first place of it: IRC is at the HTTP port too.
    const [door] = this.#server?.doors[name]?.split(', ') ?? []
    if (door === undefined) throw new Error(`the door ${name} is not open`)
    return door
  }

  /** The person, connected anew unless they are. */
  async present(who: string): Promise<Person> {
    const known = this.#people.get(who)
    return known?.connected === true ? known : this.connect(who)
  }

  /** Does it; unless it was only tried, a refusal fails the scene. */
  async perform(who: string, deed: Deed, how: { tries: boolean } = { tries: false }): Promise<void> {
    const person = this.person(who)
    await person.does(deed)
    const refusal = person.unexpectedRefusal()
    if (!how.tries && refusal !== null) throw new Error(`${who} was refused: ${refusal}`)
  }

  passwordOf(name: string): string {
    return this.#passwords.get(name.toLowerCase()) ?? `secret-of-${name.toLowerCase()}`
  }

  setPassword(name: string, password: string): void {
    this.#passwords.set(name.toLowerCase(), password)
  }

  async operator(name = 'root'): Promise<Operator> {
    const known = this.#operators.get(name)
    if (known !== undefined) return known
    const operator = await Operator.open(this.dataPath('console.sock'), name)
    this.#operators.set(name, operator)
    return operator
  }

  dataPath(...names: readonly string[]): string {
    return join(this.#folder, 'data', ...names)
  }

  #config(): Config {
    const database = this.#database?.settings ?? []
    const set = [...usual, `data=${this.dataPath()}`, ...database, ...this.#settings]
    return loadConfig({ file: null, set, environment: {} }).config
  }
}
