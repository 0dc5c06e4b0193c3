/** People at servers that a test starts itself: one browser for the file, and everybody leaves with their test. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { startBrowser } from '../../support/chromium.ts'
import { Person } from './person.ts'

/** Opens the first page of the server at `at`. */
export type Visit = (at: string) => Promise<Person>

export function useVisitors(): Visit {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())
  return async (at) => {
    const person = await Person.opens(browser, { at })
    onTestFinished(() => person.close())
    return person
  }
}
