/** The Chromium that tests of pages run in: Debian's, without anything that calls home; and what a page in it complains of. */
import { existsSync } from 'node:fs'
import { chromium, type Browser, type Page } from 'playwright-core'

const path = '/usr/bin/chromium'

/** In CI one that is missing is a failure. */
export const hasChromium = existsSync(path) || process.env['CI'] === 'true'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** `more`: flags that a test needs. */
export function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: [...flags, ...more] })
}

/** Adds what the page complains of to `heard`: errors, and breaches of its content policy. */
export function hearComplaints(
  page: Page,
  heard: string[],
  isExpected: (text: string) => boolean = () => false,
): void {
  page.on('pageerror', (error) => heard.push(String(error.stack ?? error)))
  page.on('console', (line) => {
    if (line.type() === 'error' && !isExpected(line.text())) heard.push(line.text())
  })
}

/** What a browser writes when nobody listens at the other end, or refuses: part of what is tested, and told in the page's own words. */
export function isOfTheNetwork(text: string): boolean {
  return /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_FAILED|ERR_INTERNET_DISCONNECTED|WebSocket connection to|status of 4\d\d/.test(
    text,
  )
}
