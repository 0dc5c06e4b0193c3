/** When the server comes back with a newer client: nothing changes under whoever writes until they say so. */
import { describe, expect, onTestFinished, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import type { Person } from './stage/person.ts'
import { buildOf, Upgraded } from './stage/upgraded.ts'
import { useVisitors } from './stage/visitors.ts'

const visit = useVisitors()

async function opens(): Promise<{ server: Upgraded; ann: Person }> {
  const server = await Upgraded.start()
  onTestFinished(() => server.end())
  await server.prepare()
  const ann = await visit(server.at)
  await ann.registers('ann')
  await ann.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  return { server, ann }
}

const offer = ({ page }: Person) => page.getByText('A new version is here.')

describe.runIf(hasChromium)('a newer client', { timeout: 120_000 }, () => {
  test('is offered, waits, and is taken by a click; the draft is kept', async () => {
    const { server, ann } = await opens()
    await ann.composer().fill('half a thou')
    await server.upgrade()
    await offer(ann).waitFor({ timeout: 30_000 })
    await ann.composer().pressSequentially('ght')
    // What the page has not used yet is still there, though the server has another by now.
    await ann.page.keyboard.press('Control+k')
    await ann.page.getByRole('combobox').waitFor()
    await ann.page.keyboard.press('Escape')
    expect(await ann.page.evaluate(buildOf)).toBeUndefined()
    await ann.button('Reload').click()
    await expect.poll(() => ann.page.evaluate(buildOf).catch(() => undefined)).toBe('newer')
    await expect.poll(() => ann.composer().inputValue()).toBe('half a thought')
    expect(await offer(ann).count()).toBe(0)
    await ann.composer().press('Enter')
    await ann.sees('half a thought')
    expect(ann.complaints).toEqual([])
  })

  test('is still offered to a window when another one has taken it', async () => {
    const { server, ann } = await opens()
    const other = await ann.opensAgain()
    await other.composer().fill('elsewhere')
    await server.upgrade()
    await offer(ann).waitFor({ timeout: 30_000 })
    await offer(other).waitFor({ timeout: 30_000 })
    await ann.button('Reload').click()
    await expect.poll(() => ann.page.evaluate(buildOf).catch(() => undefined)).toBe('newer')
    expect(await other.page.evaluate(buildOf)).toBeUndefined()
    await offer(other).waitFor()
    await other.button('Reload').click()
    await expect.poll(() => other.page.evaluate(buildOf).catch(() => undefined)).toBe('newer')
    await expect.poll(() => other.composer().inputValue()).toBe('elsewhere')
    expect([...ann.complaints, ...other.complaints]).toEqual([])
  })
})
