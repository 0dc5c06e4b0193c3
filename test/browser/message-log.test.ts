/** The log of messages in a real browser. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { useWorkshop } from './workshop/open-workshop.ts'
import { scrollBy, scroller } from './workshop/scrolling.ts'

const workshop = useWorkshop()

/** The article with that position, and how far below the upper edge of the log it stands. */
function offsetOf(page: Page, position: number): Promise<number | null> {
  return page.evaluate((id) => {
    const log = document.querySelector('.message-log__scroller')
    const article = document.querySelector(`[data-message="${id}"]`)
    if (log === null || article === null) return null
    return article.getBoundingClientRect().top - log.getBoundingClientRect().top
  }, `message-${position}`)
}

/** How far below the upper edge of the log the first of these stands. */
function topOf(page: Page, selector: string): Promise<number> {
  return page.locator(scroller).evaluate((log, selector) => {
    const top = log.querySelector(selector)?.getBoundingClientRect().top ?? -Infinity
    return top - log.getBoundingClientRect().top
  }, selector)
}

/** The first message that can be seen in whole. */
function firstSeen(page: Page): Promise<number> {
  return page.evaluate(() => {
    const top = document.querySelector('.message-log__scroller')?.getBoundingClientRect().top ?? 0
    const seen = [...document.querySelectorAll('[data-message]')].find(
      (article) => article.getBoundingClientRect().top >= top,
    )
    return Number(seen?.getAttribute('data-message')?.replace('message-', ''))
  })
}

function distanceToBottom(page: Page): Promise<number> {
  return page.locator(scroller).evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)
}

// A busy machine draws slowly.
describe.runIf(hasChromium)('the log', { timeout: 60_000 }, () => {
  test('opens at the newest message and draws little more than what is seen', async () => {
    const page = await workshop().open('total=100000')
    expect(await page.locator('[data-message="message-100000"]').isVisible()).toBe(true)
    expect(await distanceToBottom(page)).toBeLessThan(2)
    expect(await page.locator('article').count()).toBeLessThan(120)
    expect(await page.getByText('New', { exact: true }).count()).toBe(0)
  })

  test('opens where what is new begins, with a little of what stands above', async () => {
    const page = await workshop().open('total=1000&unread=200')
    await page.locator('[data-message="message-801"]').waitFor()
    const [line, first] = [await topOf(page, '.new-line'), await offsetOf(page, 801)]
    expect(line).toBeGreaterThan(60)
    expect(line).toBeLessThan(160)
    expect(first).toBeGreaterThan(line)
    expect(await page.getByRole('button', { name: /new messages$/ }).count()).toBe(1)
    await page.getByRole('button', { name: /new messages$/ }).click()
    await page.locator('[data-message="message-1000"]').waitFor()
    await expect.poll(() => distanceToBottom(page)).toBeLessThan(2)
  })

  test('with a few new messages is at the newest too, and stays there', async () => {
    const page = await workshop().open('total=1000&unread=2')
    await page.locator('.new-line').waitFor()
    expect(await distanceToBottom(page)).toBeLessThan(2)
    expect(await page.locator('.newest-button').count()).toBe(0)
    await page.evaluate(() => window.workshop.hear('one more'))
    await page.locator('[data-message="message-1001"]').waitFor()
    await expect.poll(() => distanceToBottom(page)).toBeLessThan(2)
  })

  test('whoever is at the newest when much comes at once begins where that does, wherever the line was', async () => {
    const page = await workshop().open('total=300&unread=2')
    await page.locator('.new-line').waitFor()
    await page.evaluate(() => window.workshop.miss(40))
    await page.getByRole('button', { name: /new messages$/ }).waitFor()
    const first = (await offsetOf(page, 301)) ?? -1
    expect(first).toBeGreaterThan(60)
    expect(first).toBeLessThan(160)
  })

  test('reaches the first of a hundred thousand, and every place between', async () => {
    const page = await workshop().open('total=100000')
    for (const part of [0.5, 0.25, 0]) {
      await page.locator(scroller).evaluate((log, part) => (log.scrollTop = log.scrollHeight * part), part)
      await expect.poll(() => firstSeen(page)).toBeGreaterThan(part === 0 ? 0 : part * 60_000)
      expect(await page.locator('article').count()).toBeLessThan(120)
    }
    await page.locator('[data-message="message-1"]').waitFor()
  })

  test('keeps its place while older messages come above', async () => {
    const page = await workshop().open('total=5000&window=100')
    // Here, so that what is seen is noted before anything has come.
    const moved = await page.locator(scroller).evaluate(async (log) => {
      const { messages } = window.workshop
      const was = messages.value[0]?.position
      log.scrollTop = 900
      await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      const top = log.getBoundingClientRect().top
      const seen = [...log.querySelectorAll('article')].find((one) => one.getBoundingClientRect().top >= top)
      const id = seen?.getAttribute('data-message')
      const before = seen?.getBoundingClientRect().top ?? 0
      while (messages.value[0]?.position === was) await new Promise(requestAnimationFrame)
      await new Promise(requestAnimationFrame)
      const after = log.querySelector(`[data-message="${id}"]`)?.getBoundingClientRect().top ?? Infinity
      return { was, by: Math.abs(after - before) }
    })
    expect(moved.was).toBe(4901)
    expect(moved.by).toBeLessThan(2)
  })

  test('scrolls up through page after page to the beginning', async () => {
    const page = await workshop().open('total=700&window=100')
    await expect
      .poll(async () => {
        await scrollBy(page, -2000)
        return page.locator('[data-message="message-1"]').count()
      })
      .toBe(1)
    expect(await page.evaluate(() => window.workshop.messages.value.length)).toBe(700)
  })

  test('follows what is said at the bottom, and stays where one reads further up', async () => {
    const page = await workshop().open('total=300')
    await page.evaluate(() => window.workshop.hear('one more\n\nwith two lines'))
    await page.locator('[data-message="message-301"]').waitFor()
    expect(await distanceToBottom(page)).toBeLessThan(2)

    await scrollBy(page, -800)
    const position = await firstSeen(page)
    const before = await offsetOf(page, position)
    await page.evaluate(() => {
      window.workshop.hear('a')
      window.workshop.hear('b')
    })
    const button = page.getByRole('button', { name: '2 new messages' })
    await button.waitFor()
    expect(await offsetOf(page, position)).toBe(before)

    await button.click()
    await page.locator('[data-message="message-303"]').waitFor()
    expect(await distanceToBottom(page)).toBeLessThan(2)
    expect(await page.locator('.newest-button').count()).toBe(0)
  })

  test('goes to the bottom with what one says oneself', async () => {
    const page = await workshop().open('total=300')
    await scrollBy(page, -2000)
    await page.evaluate(() => window.workshop.view.send('slow'))
    await page.getByText('Sending…').waitFor()
    await expect.poll(() => distanceToBottom(page)).toBeLessThan(2)
  })

  test('does not jump when something above grows', async () => {
    const page = await workshop().open('total=300')
    await scrollBy(page, -800)
    const position = await firstSeen(page)
    const before = await offsetOf(page, position)
    await page.evaluate((above) => {
      const { view } = window.workshop
      return view.edit(`message-${above}`, 'much\nlarger\nthan\nit\nwas\nonce\nbefore')
    }, position - 4)
    await page
      .getByText('much larger than it was once before'.split(' ')[0] ?? '')
      .first()
      .waitFor({ state: 'attached' })
    await scrollBy(page, 0)
    expect(Math.abs(((await offsetOf(page, position)) ?? Infinity) - (before ?? 0))).toBeLessThan(2)
  })

  test('stays at the bottom when the composer grows, and when the window does', async () => {
    const page = await workshop().open('total=300')
    await page.getByRole('textbox').fill('a\nb\nc\nd\ne\nf')
    await expect.poll(() => distanceToBottom(page)).toBeLessThan(2)
    await page.setViewportSize({ width: 360, height: 500 })
    await expect.poll(() => distanceToBottom(page)).toBeLessThan(2)
  })

  test('jumps to a message far away, marks it, and back to the newest', async () => {
    const page = await workshop().open('total=5000&window=100')
    await page.evaluate(() => window.workshop.view.jumpTo({ message: 'message-1234' }))
    const target = page.locator('[data-message="message-1234"]')
    await target.waitFor()
    const offset = await offsetOf(page, 1234)
    expect(offset).toBeGreaterThan(100)
    expect(offset).toBeLessThan(500)
    await expect.poll(() => target.getAttribute('class')).toContain('message_marked')
    await page.getByRole('button', { name: 'Newest' }).click()
    await page.locator('[data-message="message-5000"]').waitFor()
    await expect.poll(() => distanceToBottom(page)).toBeLessThan(2)
  })

  test('goes to another day', async () => {
    const page = await workshop().open('total=3000')
    await expect
      .poll(async () => {
        await scrollBy(page, -600)
        return page.locator('.day-line__day').count()
      })
      .toBeGreaterThan(0)
    await page.locator('.day-line__day').first().click()
    await page.getByLabel('Go to another day').last().fill('2026-01-02')
    await page.getByRole('button', { name: 'Go', exact: true }).click()
    await expect.poll(() => page.locator('.message_marked').getAttribute('data-message')).toBe('message-1440')
  })

  test('scrolls without using up its frames, with a hundred thousand', async () => {
    const page = await workshop().open('total=100000')
    const meter = await page.context().newCDPSession(page)
    // The time of the processor, which a busy machine does not change: a frame has 16 ms.
    await meter.send('Performance.enable', { timeDomain: 'threadTicks' })
    const spent = async (): Promise<number> => {
      const { metrics } = await meter.send('Performance.getMetrics')
      return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity)
    }
    const scroll = (frames: number) =>
      page.locator(scroller).evaluate(async (log, frames) => {
        for (let frame = 0; frame < frames; frame++) {
          log.scrollTop -= 150
          await new Promise(requestAnimationFrame)
        }
      }, frames)
    await scroll(60)
    const before = await spent()
    await scroll(120)
    expect(((await spent()) - before) / 120).toBeLessThan(12)
  })

  test('goes to what a message answers', async () => {
    const page = await workshop().open('total=300')
    const quote = page.locator('.reply-quote').last()
    await quote.click()
    await page.locator('.message_marked').waitFor()
  })
})
