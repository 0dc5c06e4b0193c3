/** Where a channel is opened: where what is new begins; at the newest, where nothing is. What is read is what was seen. */
import type { Page as Tab } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Page } from '../protocols/api/door/api-server.ts'
import { hasChromium } from '../support/chromium.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage(['limits.enabled=false'])

async function says(author: Page, channel: string, texts: readonly string[]): Promise<void> {
  for (const text of texts) await author.call('message.send', { channel, text })
}

function numbered(word: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${word} ${index + 1}`)
}

/** Somebody who is in a channel with read messages, and looks at another one. */
async function away(name: string): Promise<{ person: Person; author: Page; channel: string }> {
  const author = await stage().extra(`${name}-author`)
  const channel = `${name}-channel`
  await author.call('channel.create', { name: channel })
  const person = await stage().registers(name)
  await person.goesTo(`/c/${channel}`)
  await person.button('Join').click()
  await person.composer().waitFor()
  await says(author, channel, numbered('old', 40))
  await person.sees('old 40')
  await expect.poll(() => unreadOf(person, channel)).toBe(0)
  await person.link('general').first().click()
  return { person, author, channel }
}

/** As the server counts it. */
async function unreadOf({ page }: Person, channel: string): Promise<number | undefined> {
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/channel.list-own', { method: 'POST' })
    return response.json()
  })
  const { channels } = answer as { channels: { channel: { name: string }; unread: number }[] }
  return channels.find((own) => own.channel.name === channel)?.unread
}

/** How far below the upper edge of the log something stands, and how high the log is. */
function placeOf(page: Tab, selector: string): Promise<{ top: number; height: number }> {
  return page.locator('.message-log__scroller').evaluate((log, selector) => {
    const edge = log.getBoundingClientRect()
    return {
      top: (log.querySelector(selector)?.getBoundingClientRect().top ?? Infinity) - edge.top,
      height: edge.height,
    }
  }, selector)
}

describe.runIf(hasChromium)('a channel', { timeout: 60_000 }, () => {
  test('with three new messages shows them all, and is at the newest', async () => {
    const { person, author, channel } = await away('three')
    await says(author, channel, ['new 1', 'new 2', 'new 3'])
    await person.link(channel).click()
    await person.sees('new 3')
    expect(await person.page.locator('.new-line').count()).toBe(1)
    expect(await person.page.locator('.newest-button').count()).toBe(0)
    await expect.poll(() => unreadOf(person, channel)).toBe(0)
    await says(author, channel, ['right after'])
    await person.message('right after').waitFor()
    await expect.poll(() => unreadOf(person, channel)).toBe(0)
  })

  test.for(['a page that was away', 'a page that heard them'])(
    'with three hundred opens where they begin: %s',
    { timeout: 60_000 },
    async (which, context) => {
      const isFresh = which === 'a page that was away'
      const { person, author, channel } = await away(isFresh ? 'fresh' : 'present')
      if (isFresh) await person.page.goto('about:blank')
      await says(author, channel, numbered('new', 300))
      if (isFresh) await person.goesTo(`/c/${channel}`)
      else await person.link(channel).click()
      await person.message('new 1').first().waitFor()
      const line = await placeOf(person.page, '.new-line')
      context.expect(line.top).toBeGreaterThan(40)
      context.expect(line.top).toBeLessThan(line.height / 3)
      context.expect(await person.message('old 40').isVisible()).toBe(true)
      // What was not seen is not read.
      await expect.poll(() => unreadOf(person, channel)).toBeLessThan(300)
      context.expect(await unreadOf(person, channel)).toBeGreaterThan(250)
      await person.button(/^(Newest|\d+ new messages)$/).click()
      await person.sees('new 300')
      await expect.poll(() => unreadOf(person, channel)).toBe(0)
      context.expect(await person.page.locator('.newest-button').count()).toBe(0)
    },
  )

  test(
    'scrolled down through three hundred becomes read, and ends at the newest',
    { timeout: 60_000 },
    async () => {
      const { person, author, channel } = await away('scroller')
      await says(author, channel, numbered('new', 300))
      await person.link(channel).click()
      await person.message('new 1').first().waitFor()
      await expect
        .poll(async () => {
          await person.log().evaluate((log) => log.scrollBy(0, 900))
          return person.message('new 300').count()
        })
        .toBe(1)
      await person.log().evaluate((log) => log.scrollBy(0, 9000))
      await expect.poll(() => unreadOf(person, channel)).toBe(0)
      await says(author, channel, ['and one more'])
      await person.message('and one more').waitFor()
    },
  )

  test('with nothing new opens at the newest', async () => {
    const { person, channel } = await away('calm')
    await person.link(channel).click()
    await person.sees('old 40')
    expect(await person.page.locator('.newest-button').count()).toBe(0)
    expect(await person.page.locator('.new-line').count()).toBe(0)
  })

  test('answered from elsewhere has its line before the answer of the others', async () => {
    const { person, author, channel } = await away('elsewhere')
    await person.page.evaluate(async (channel) => {
      const body = JSON.stringify({ channel, text: 'mine, from elsewhere' })
      const headers = { 'content-type': 'application/json' }
      await fetch('/api/message.send', { method: 'POST', headers, body })
    }, channel)
    await says(author, channel, ['theirs'])
    await person.link(channel).click()
    await person.sees('theirs')
    expect(await person.page.locator('.new-line').count()).toBe(1)
  })
})
