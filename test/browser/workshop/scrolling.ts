/** The log as one scrolls it. */
import type { Page } from 'playwright-core'

export const scroller = '.message-log__scroller'

/** And waits until it is drawn. */
export async function scrollBy(page: Page, distance: number): Promise<void> {
  await page.locator(scroller).evaluate(async (log, distance) => {
    log.scrollTop += distance
    await new Promise(requestAnimationFrame)
    await new Promise(requestAnimationFrame)
  }, distance)
}
