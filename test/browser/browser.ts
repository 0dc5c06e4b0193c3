/** A real Chromium, and people in it: each a browser of their own, whose complaints are kept. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { hearComplaints, isOfTheNetwork, startBrowser } from '../support/chromium.ts'

/** A busy machine stands still now and then. */
const patience = 25_000

export class People {
  readonly #browser: Browser
  readonly #complaints: string[] = []

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  static async arrive(): Promise<People> {
    return new People(await startBrowser())
  }

  /** Somebody with a browser of their own. */
  async person(base: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({
      baseURL: base,
      viewport: { width: 1200, height: 800 },
      locale: 'en-GB',
      ...options,
    })
    return this.tab(context)
  }

  async tab(context: BrowserContext): Promise<Page> {
    const page = await context.newPage()
    page.setDefaultTimeout(patience)
    hearComplaints(page, this.#complaints, isOfTheNetwork)
    return page
  }

  /** Errors and breaches of the content policy since the last time this was asked. */
  complaints(): readonly string[] {
    return this.#complaints.splice(0)
  }

  async leave(): Promise<void> {
    await this.#browser.close()
  }
}
