/** Somebody in front of a browser: what they do and see, by the words on the page. What the page complains of is kept. */
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Request } from 'playwright-core'
import { hearComplaints, isOfTheNetwork } from '../../support/chromium.ts'
import { lastLook, watchRequests } from './last-look.ts'

export const password = 'correct horse battery'

export interface PersonOptions extends BrowserContextOptions {
  /** Where the server is: `http://127.0.0.1:PORT`. */
  readonly at: string
}

export class Person {
  readonly page: Page
  readonly context: BrowserContext
  readonly complaints: string[]
  readonly at: string
  readonly #underWay: ReadonlySet<Request>

  private constructor(context: BrowserContext, page: Page, at: string) {
    this.context = context
    this.page = page
    this.at = at
    this.complaints = []
    this.#underWay = watchRequests(page)
    // Whoever lost the server waits longer between attempts the longer it is away.
    page.setDefaultTimeout(25_000)
    hearComplaints(page, this.complaints, isOfTheNetwork)
    page.on('dialog', (dialog) => this.complaints.push(`a dialog: ${dialog.message()}`))
  }

  static async opens(browser: Browser, { at, ...options }: PersonOptions): Promise<Person> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      ...options,
    })
    const person = new Person(context, await context.newPage(), at)
    await person.page.goto(`${at}/`)
    return person
  }

  /** Another window of the same browser. */
  async opensAgain(): Promise<Person> {
    const person = new Person(this.context, await this.context.newPage(), this.at)
    await person.page.goto(this.page.url())
    return person
  }

  async registers(name: string): Promise<this> {
    const newHere = this.button('I am new here')
    await this.page.getByLabel('Name').waitFor()
    if (await newHere.isVisible()) await newHere.click()
    await this.page.getByLabel('Name').fill(name)
    await this.page.getByLabel('Password', { exact: true }).fill(password)
    await this.button('Register').click()
    await this.composer().waitFor()
    return this
  }

  async signsIn(name: string, secret = password): Promise<void> {
    const known = this.button('I have an account')
    await this.page.getByLabel('Name').waitFor()
    if (await known.isVisible()) await known.click()
    await this.page.getByLabel('Name').fill(name)
    await this.page.getByLabel('Password', { exact: true }).fill(secret)
    await this.button('Sign in').click()
  }

  async goesTo(path: string): Promise<void> {
    await this.page.goto(`${this.at}${path}`)
  }

  composer(): Locator {
    return this.page.getByRole('textbox', { name: /^Message to / })
  }

  async says(text: string): Promise<void> {
    await this.composer().fill(text)
    await this.composer().press('Enter')
  }

  log(): Locator {
    return this.page.getByRole('log')
  }

  message(text: string): Locator {
    return this.log().getByRole('article').filter({ hasText: text })
  }

  async sees(text: string): Promise<void> {
    await this.message(text).first().waitFor()
  }

  /** The texts of the messages that are on the page, in order. */
  async texts(): Promise<readonly string[]> {
    const found = await this.log().locator('.message__text').allInnerTexts()
    return found.map((text) => text.trim())
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  link(name: string | RegExp): Locator {
    return this.page.getByRole('link', { name })
  }

  /** For whoever reads why a test failed. */
  lastLook(): Promise<string> {
    return lastLook(this.page, this.#underWay)
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}
