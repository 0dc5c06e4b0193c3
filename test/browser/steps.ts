/** What people do in the page, in the words of the page. */
import type { Locator, Page } from 'playwright-core'

export const password = 'correct-horse-9'

export async function register(page: Page, name: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Name').waitFor()
  const turn = page.getByRole('button', { name: 'I am new here' })
  if (await turn.isVisible()) await turn.click()
  await fillIn(page, name, password)
  await page.getByRole('button', { name: 'Register' }).click()
  await composer(page).waitFor()
}

export async function fillIn(page: Page, name: string, secret: string): Promise<void> {
  await page.getByLabel('Name').fill(name)
  await page.getByLabel('Password', { exact: true }).fill(secret)
}

export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Message to/ })
}

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** What was said, as the log shows it, without what only those who listen are told. */
export function line(page: Page, text: string): Locator {
  return page.locator('article').getByText(text, { exact: true })
}

/** The texts of the log that begin so, in their order. */
export async function lines(page: Page, beginning: string): Promise<readonly string[]> {
  const texts = await page.locator('article p').allInnerTexts()
  return texts.filter((text) => text.startsWith(beginning))
}

export function sidebar(page: Page): Locator {
  return page.getByRole('navigation', { name: 'Channels and people' })
}

/** By the quick switcher. */
export async function go(page: Page, written: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: 'Go to a channel or a person' })
  await field.fill(written)
  await page.getByRole('option', { name: written }).first().waitFor()
  await field.press('Enter')
  await page.getByRole('heading', { level: 1, name: written }).waitFor()
}

export async function createChannel(
  page: Page,
  name: string,
  kind: 'Public' | 'Private' = 'Public',
): Promise<void> {
  await page.getByRole('button', { name: 'New channel' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill(name)
  await page.getByRole('radio', { name: kind }).check()
  await page.getByRole('button', { name: 'Create' }).click()
  await page.getByRole('heading', { level: 1, name: `#${name}` }).waitFor()
}
