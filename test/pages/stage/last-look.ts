/** What somebody had before them when their test failed: a failure that comes once in a hundred runs has to explain itself. */
import type { Page, Request } from 'playwright-core'

/** Those that were asked for and have not come; a web socket is none. */
export function watchRequests(page: Page): ReadonlySet<Request> {
  const underWay = new Set<Request>()
  page.on('request', (request) => underWay.add(request))
  page.on('requestfinished', (request) => underWay.delete(request))
  page.on('requestfailed', (request) => underWay.delete(request))
  return underWay
}

/** `words` of the page in the form of its accessibility tree. Never fails: the test already has. */
export async function lastLook(page: Page, underWay: ReadonlySet<Request>): Promise<string> {
  const words = await page
    .locator('body')
    .ariaSnapshot({ timeout: 5000 })
    .catch(() => 'could not be looked at')
  const open = Array.from(underWay, (request) => `under way: ${request.method()} ${request.url()}`)
  return [`at ${page.url()}`, ...open, words].join('\n')
}
