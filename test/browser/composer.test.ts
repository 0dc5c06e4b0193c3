/** The composer in a real browser. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { useWorkshop } from './workshop/open-workshop.ts'

const workshop = useWorkshop()

function field(page: Page) {
  return page.getByRole('textbox', { name: 'Message to #general' })
}

function lastText(page: Page): Promise<string | undefined> {
  return page.evaluate(() => window.workshop.messages.value.at(-1)?.text)
}

function draft(page: Page): Promise<string> {
  return page.evaluate(() => window.workshop.view.draft.value)
}

// A busy machine draws slowly.
describe.runIf(hasChromium)('the composer', { timeout: 60_000 }, () => {
  test('has the keyboard from the beginning; Enter sends, Shift-Enter begins a line', async () => {
    const page = await workshop().open()
    await page.keyboard.type('first')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('second :tada: done')
    expect(await draft(page)).toBe('first\nsecond :tada: done')
    await page.keyboard.press('Enter')
    expect(await lastText(page)).toBe('first\nsecond 🎉 done')
    expect(await draft(page)).toBe('')
    expect(await field(page).inputValue()).toBe('')
  })

  test('sends nothing that is empty, and on a touch screen only by the button', async () => {
    const page = await workshop().open('', {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 700 },
    })
    await field(page).tap()
    await page.keyboard.press('Enter')
    await page.keyboard.type('hello')
    await page.keyboard.press('Enter')
    expect(await draft(page)).toBe('\nhello\n')
    await page.getByRole('button', { name: 'Send' }).tap()
    expect(await lastText(page)).toBe('\nhello\n')
    await field(page).fill('   ')
    expect(await page.getByRole('button', { name: 'Send' }).isDisabled()).toBe(true)
  })

  test('completes people by arrow keys and Tab, and tells listeners what is chosen', async () => {
    const page = await workshop().open()
    await page.keyboard.type('hello @')
    const options = page.getByRole('option')
    await expect.poll(() => options.count()).toBe(4)
    await page.keyboard.press('ArrowDown')
    const chosen = await field(page).getAttribute('aria-activedescendant')
    expect(await page.locator(`#${chosen}`).getAttribute('aria-selected')).toBe('true')
    const name = await page.locator(`#${chosen} .completion-list__name`).innerText()
    await page.keyboard.press('Tab')
    expect(await field(page).inputValue()).toBe(`hello ${name} `)
    await page.keyboard.press('Control+z')
    expect(await field(page).inputValue()).toBe('hello @')
  })

  test('completes emoji from the whole list, and commands with what they do', async () => {
    const page = await workshop().open()
    await page.keyboard.type(':hedgehog')
    await page.getByRole('option', { name: /:hedgehog:/ }).waitFor()
    await page.keyboard.press('Enter')
    expect(await field(page).inputValue()).toBe('🦔 ')
    await field(page).fill('')
    await page.keyboard.type('/top')
    await page.getByRole('option', { name: /\/topic.*set what this channel is about/ }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('option').count()).toBe(0)
    expect(await draft(page)).toBe('/top')
  })

  test('sends nothing and loses nothing where there is no such command, or the server refuses', async () => {
    const page = await workshop().open('total=300')
    await page.keyboard.type('/tpoic all about it')
    await page.keyboard.press('Enter')
    await page.getByText('Did you mean /topic?').waitFor()
    expect(await draft(page)).toBe('/tpoic all about it')
    await field(page).fill('/topic all about it')
    await page.keyboard.press('Enter')
    await page.getByText('Not done: there is no server here').waitFor()
    expect(await draft(page)).toBe('/topic all about it')
    expect(await page.evaluate(() => window.workshop.messages.value.length)).toBe(300)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByText('Not done').count()).toBe(0)
  })

  test('says a text that begins with two slashes', async () => {
    const page = await workshop().open()
    await page.keyboard.type('//help')
    await page.keyboard.press('Enter')
    expect(await lastText(page)).toBe('/help')
  })

  test('answers and changes messages, and keeps the draft meanwhile', async () => {
    const page = await workshop().open('total=300')
    await page.keyboard.type('my own')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowUp')
    await page.getByText('Changing your message').waitFor()
    await expect.poll(() => field(page).inputValue()).toBe('my own')
    await field(page).fill('my own, mended')
    await page.keyboard.press('Enter')
    await expect.poll(() => lastText(page)).toBe('my own, mended')
    await page.getByText('(edited)').last().waitFor()

    await page.keyboard.type('half a thought')
    await page.locator('[data-message="message-301"]').focus()
    await page.keyboard.press('e')
    await expect.poll(() => field(page).inputValue()).toBe('my own, mended')
    await field(page).press('Escape')
    expect(await field(page).inputValue()).toBe('half a thought')

    await page.locator('[data-message="message-301"]').focus()
    await page.keyboard.press('r')
    await page.keyboard.type(', answered')
    await page.getByText('Reply to ann').waitFor()
    await page.keyboard.press('Enter')
    expect(await lastText(page)).toBe('half a thought, answered')
    expect(await page.evaluate(() => window.workshop.messages.value.at(-1)?.replyTo)).toBe('message-301')
  })

  test('puts marks around what is selected', async () => {
    const page = await workshop().open()
    await page.keyboard.type('very good')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await page.keyboard.press('Control+b')
    expect(await draft(page)).toBe('very **good**')
    await page.keyboard.press('Control+b')
    expect(await draft(page)).toBe('very good')
  })

  test('counts near the end, and keeps what is too long', async () => {
    const page = await workshop().open('total=300')
    await field(page).fill('x'.repeat(3900))
    await page.getByText('100 characters left').waitFor()
    await field(page).fill('👍'.repeat(4001))
    await page.getByText('1 character too many').waitFor()
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => window.workshop.messages.value.length)).toBe(300)
    expect((await draft(page)).length).toBe(8002)
  })

  test('puts an emoji where the caret is', async () => {
    const page = await workshop().open()
    await page.keyboard.type('ab')
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: 'Emoji' }).click()
    await page.getByRole('searchbox').fill('hedgehog')
    await page.getByRole('button', { name: 'hedgehog' }).click()
    await expect.poll(() => draft(page)).toBe('a 🦔 b')
    await page.getByRole('button', { name: 'Emoji' }).click()
    await page.getByRole('searchbox').waitFor()
    await page.getByRole('button', { name: 'Emoji' }).click()
    await expect.poll(() => page.getByRole('searchbox').count()).toBe(0)
  })

  test('says why one cannot write', async () => {
    const page = await workshop().open('closed')
    await page.getByText('This channel is archived.').waitFor()
    expect(await page.getByRole('textbox').count()).toBe(0)
  })

  test('grows with the text, up to a part of the page', async () => {
    const page = await workshop().open()
    const height = () => field(page).evaluate((one) => one.getBoundingClientRect().height)
    const before = await height()
    await field(page).fill('a\nb\nc')
    await expect.poll(height).toBeGreaterThan(before)
    await field(page).fill('a\n'.repeat(200))
    await expect.poll(height).toBeLessThanOrEqual(280)
    expect(await height()).toBeGreaterThan(200)
  })
})
