/** A channel with five thousand members, and one with nobody but oneself. */
import { join } from 'node:path'
import type { CDPSession } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { newUser } from '../store/support.ts'
import { hasChromium } from '../support/chromium.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage(['limits.enabled=false'])
const crowd = 5000
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, setLevel: () => {} }

/** Straight into the database: nobody has to think of five thousand passwords. */
beforeAll(async () => {
  const store = await openStore({ file: join(stage().server.inner.data, 'parlance.sqlite'), log })
  const general = await store.channels.access({ name: 'general' }, null, 0)
  const channels = general === null ? [] : [general.channel.id]
  const person = (index: number) => store.users.create(newUser(`member${index}`, { channels }))
  for (let made = 0; made < crowd; made += 100)
    await Promise.all(Array.from({ length: 100 }, (_, index) => person(made + index)))
  await store.close()
}, 120_000)

/** The milliseconds of processor time the page's own thread has worked so far; a busy machine does not change them. */
async function meterOf({ page, context }: Person): Promise<() => Promise<number>> {
  const session: CDPSession = await context.newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Infinity)
  }
}

describe.runIf(hasChromium)('five thousand members', { timeout: 60_000 }, () => {
  test('are listed, found and completed without holding up who writes', async () => {
    const zoe = await stage().registers('zoe')
    const { page } = zoe
    const worked = await meterOf(zoe)
    const rows = page.locator('.member-list__row')
    await page.getByText(`${crowd.toLocaleString('en')} not here`).waitFor()
    expect(await rows.count()).toBeLessThan(60)
    await page.locator('.member-list__box').evaluate((box) => box.scrollTo(0, box.scrollHeight))
    await page.getByRole('button', { name: `member${crowd - 1}` }).waitFor()
    expect(await rows.count()).toBeLessThan(60)

    const before = await worked()
    await page.getByRole('searchbox', { name: 'Find somebody' }).pressSequentially('member49')
    await page.locator('.member-list__name').getByText('member49', { exact: true }).waitFor()
    const searched = await worked()
    expect((searched - before) / 8).toBeLessThan(50)
    expect(await page.locator('.member-list__box').evaluate((box) => box.scrollTop)).toBe(0)

    await zoe.composer().pressSequentially('a plain line ')
    const written = await worked()
    expect((written - searched) / 13).toBeLessThan(20)
    await zoe.composer().pressSequentially('@member4321')
    await page.getByRole('option', { name: '@member4321' }).waitFor()
    expect(((await worked()) - written) / 11).toBeLessThan(50)
    await zoe.composer().press('Tab')
    expect(await zoe.composer().inputValue()).toBe('a plain line @member4321 ')
  })

  test('are found by the switcher, whether they are here or not', async () => {
    const yan = await stage().registers('yan')
    const { page } = yan
    await page.getByText(/not here$/).waitFor()
    const worked = await meterOf(yan)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    const before = await worked()
    await page.keyboard.type('member4321')
    await page.getByRole('option', { name: 'member4321' }).waitFor()
    expect(((await worked()) - before) / 10).toBeLessThan(50)
    expect(await page.getByRole('option').count()).toBeLessThan(20)
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Message to member4321' }).waitFor()
  })
})

describe.runIf(hasChromium)('nobody but oneself', { timeout: 60_000 }, () => {
  test('has a switcher that looks like one, on a phone too', async () => {
    const toni = await stage().registers('toni', { viewport: { width: 390, height: 844 } })
    const { page } = toni
    // Without the way in, nothing else on the page has brought the style of a field along.
    await page.reload()
    await toni.composer().waitFor()
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox')
    await field.waitFor()
    expect((await field.boundingBox())?.height).toBeGreaterThanOrEqual(36)
  })

  test('is heard by the page as soon as it shows, however quick', async () => {
    const quick = await stage().registers('quick')
    // Pressed in the very turn in which the page has something to press it on.
    await quick.page.addInitScript(`new MutationObserver((_, observer) => {
      if (document.querySelector('.shell') === null) return
      observer.disconnect()
      document.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }))
    }).observe(document, { childList: true, subtree: true })`)
    await quick.page.reload()
    await quick.page.getByRole('combobox').waitFor()
  })

  test('has a channel that says so, and can be written in', async () => {
    const solo = await stage().registers('solo')
    await solo.says('/create hermitage')
    await solo.page.getByRole('heading', { name: '#hermitage' }).waitFor()
    await solo.page.getByText('Nothing has been said here yet.').waitFor()
    await expect.poll(() => solo.page.locator('.member-list__row').count()).toBe(1)
    await solo.says('is anybody there?')
    await solo.sees('is anybody there?')
    expect(await solo.page.getByText('Nothing has been said here yet.').count()).toBe(0)
  })
})
