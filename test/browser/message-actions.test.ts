/** What one can do with messages, in a real browser: by keyboard, pointer and finger. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { useWorkshop } from './workshop/open-workshop.ts'
import { scrollBy, scroller } from './workshop/scrolling.ts'

const workshop = useWorkshop()

// A busy machine draws slowly.
describe.runIf(hasChromium)('messages', { timeout: 60_000 }, () => {
  test('is walked through and worked with by the keyboard alone', async () => {
    const page = await workshop().open('total=300')
    await page.evaluate(() => window.workshop.view.send('my own words'))
    await page.locator(scroller).focus()
    await page.keyboard.press('ArrowUp')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-message'))
    await expect.poll(focused).toBe('message-301')
    for (let step = 0; step < 25; step++) await page.keyboard.press('ArrowUp')
    await expect.poll(focused).toBe('message-276')
    await page.keyboard.press('r')
    await page.locator('.writing-bar').waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
    await page.keyboard.press('Escape')
    expect(await page.locator('.writing-bar').count()).toBe(0)

    await page.locator('.newest-button').click()
    await page.locator('[data-message="message-301"]').focus()
    await page.keyboard.press('Delete')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('A message of ann was deleted.').last().waitFor()
    await page.locator(scroller).focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  })

  test('adds a reaction with the picker, and takes it back with a click', async () => {
    const page = await workshop().open('total=300')
    await page.evaluate(() => window.workshop.hear('react to this'))
    await page.locator('[data-message="message-301"]').focus()
    await page.keyboard.press('+')
    await page.getByRole('searchbox').fill('rocket')
    await page.getByRole('button', { name: 'rocket', exact: true }).waitFor()
    await page.keyboard.press('Enter')
    const reaction = page.getByRole('button', { name: /^🚀/ })
    await reaction.waitFor()
    expect(await reaction.getAttribute('aria-pressed')).toBe('true')
    expect(await page.locator('.popover').count()).toBe(0)
    await reaction.click()
    await expect.poll(() => reaction.count()).toBe(0)
  })

  test('opens the menu of a message, with everything one may do', async () => {
    const page = await workshop().open('total=300')
    await page.evaluate(() => window.workshop.view.send('mine'))
    // Also from within the message, where a press takes the keyboard from one part of it to another.
    await page.locator('[data-message="message-301"]').focus()
    await page.getByRole('button', { name: 'More' }).click()
    expect(await page.getByRole('menuitem').allInnerTexts()).toHaveLength(7)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('menu').count()).toBe(0)
  })

  test('opens the same menu under a finger that rests on a message', async () => {
    const page = await workshop().open('total=300', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 640 },
    })
    await page.evaluate(() => window.workshop.hear('plain words'))
    const box = await page.locator('[data-message="message-301"] .message__text').boundingBox()
    const finger = await page.context().newCDPSession(page)
    const touchPoints = [{ x: (box?.x ?? 0) + 5, y: (box?.y ?? 0) + 15 }]
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await page.getByRole('menu').waitFor()
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await page.getByRole('menuitem', { name: 'Copy text' }).tap()
    await expect.poll(() => page.evaluate(() => window.workshop.said.length)).toBe(1)
    expect(await page.getByRole('menu').count()).toBe(0)
  })

  test('reads out what others say, and nothing that scrolls by', async () => {
    const page = await workshop().open('total=300')
    const read = page.locator('[aria-live="polite"]')
    await scrollBy(page, -1000)
    await page.evaluate(() => window.workshop.view.send('mine'))
    await page.evaluate(() => window.workshop.hear('hello **there**'))
    await expect.poll(() => read.allInnerTexts()).toEqual(['bob: hello there'])
  })

  test('shows a message that was not sent, with the ways out', async () => {
    const page = await workshop().open('total=300')
    await page.evaluate(() => window.workshop.view.send('fail'))
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect.poll(() => page.getByText('Not sent.').count()).toBe(0)
  })

  test('shows hostile text as text', async () => {
    const page = await workshop().open('total=300')
    const texts = [
      '<img src=x onerror="document.title=1">',
      '[click](javascript:document.title=1)',
      '<svg onload=alert(1)><script>alert(1)</script>',
      '```html\n<script>alert(1)</script>\n```',
      '`<iframe srcdoc="x">` **<b onclick=alert(1)>**',
      'https://a.example/"onmouseover="alert(1)',
    ]
    await page.evaluate((texts) => {
      for (const text of texts) window.workshop.hear(text)
    }, texts)
    await page.getByText('onmouseover').first().waitFor()
    await page.locator('.code-block__tag').first().waitFor()
    const found = await page.evaluate(() => ({
      made: document.querySelectorAll(
        '.message__text :is(img, script, iframe, b, [onclick], [onmouseover], [style])',
      ).length,
      links: [...document.querySelectorAll('article a')].map((link) => link.getAttribute('href')),
    }))
    expect(found.made).toBe(0)
    for (const link of found.links) expect(link).toMatch(/^https:\/\//)
    expect(await page.title()).toBe('Workshop')
  })
})
