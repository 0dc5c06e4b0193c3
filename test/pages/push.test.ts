/** Being called when the page is closed: from the settings to the notification and the click on it. */
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { FakeBrowser, openPushEndpoint } from '../effects/push/push-endpoint.ts'
import { hasChromium } from '../support/chromium.ts'
import { ManualClock } from '../support/manual-clock.ts'
import { Called } from './stage/called.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const endpoint = await openPushEndpoint()
afterAll(() => endpoint.close())
const clock = new ManualClock(Date.now())
const stage = useStage([`push.allowedHosts=["${endpoint.host}"]`], { clock })

const registers = (name: string) => Called.registers(stage(), name, endpoint)
const from = (page: Page) => page.getByLabel('From', { exact: true })
const switchOf = ({ page }: Person) => page.getByRole('checkbox', { name: /^Call me in this browser/ })

async function turnsOn({ person }: Called): Promise<void> {
  await switchOf(person).click()
  await person.page.getByText('this browser', { exact: true }).waitFor()
}

/** Whoever may be called is, after the moment in which they could have read. */
async function isCalled(called: Called) {
  const notes: unknown[] = []
  await expect
    .poll(() => {
      clock.advance(1000)
      return notes.push(...called.notes())
    })
    .toBe(1)
  const [note] = notes
  if (typeof note !== 'object' || note === null) throw new Error('they were called with something')
  await called.worker.push(note)
}

describe.runIf(hasChromium)('a browser that is called', { timeout: 60_000 }, () => {
  test('is turned on in the settings and tried; the notification leads back to them', async () => {
    const ann = await registers('ann')
    await turnsOn(ann)
    await ann.person.button('Try it').click()
    await isCalled(ann)
    await expect
      .poll(() => ann.worker.shown())
      .toMatchObject([{ title: 'Parlance', body: 'Notifications work in this browser.' }])
    await ann.person.link('You').first().click()
    await ann.person.page.waitForURL('**/settings/profile')
    expect(await ann.worker.click()).toEqual(['focus /settings/notifications'])
    await ann.person.button('Try it').waitFor()
  })

  test('shows who said what where; a click opens the message in the page that is there', async () => {
    const bob = await registers('bob')
    const eve = await stage().extra('eve')
    await turnsOn(bob)
    const { message } = await eve.call('message.send', { channel: 'general', text: 'tea, @bob? <b>now</b>' })
    await isCalled(bob)
    await expect
      .poll(() => bob.worker.shown())
      .toMatchObject([{ title: 'eve (#general)', body: 'tea, @bob? <b>now</b>' }])
    const pages = bob.person.context.pages().length
    expect(await bob.worker.click()).toEqual(['focus /settings/notifications'])
    await bob.person.page.waitForURL(`**/c/general/${message.id}`)
    await bob.person.sees('tea, @bob?')
    expect(bob.person.context.pages()).toHaveLength(pages)
    expect(await bob.worker.shown()).toEqual([])
  })

  test('opens a page where none is left', async () => {
    const cleo = await registers('cleo')
    const fay = await stage().extra('fay')
    await turnsOn(cleo)
    await cleo.person.page.close()
    const { channel } = await fay.call('channel.open-direct', { user: 'cleo' })
    const { message } = await fay.call('message.send', { channel: channel.id, text: 'are you there?' })
    await isCalled(cleo)
    await expect.poll(() => cleo.worker.shown()).toMatchObject([{ title: 'fay', body: 'are you there?' }])
    expect(await cleo.worker.click()).toEqual([`open /d/fay/${message.id}`])
    const opened = await cleo.person.context.newPage()
    await opened.goto(`${cleo.person.at}/d/fay/${message.id}`)
    await opened.getByRole('log').getByText('are you there?').waitFor()
  })

  test('what is read meanwhile is taken away', async () => {
    const dora = await registers('dora')
    const gus = await stage().extra('gus')
    await turnsOn(dora)
    await gus.call('message.send', { channel: 'general', text: 'lunch, @dora?' })
    await isCalled(dora)
    await expect.poll(async () => (await dora.worker.shown()).length).toBe(1)
    await dora.person
      .link(/general/)
      .first()
      .click()
    await dora.person.sees('lunch, @dora?')
    await expect.poll(() => dora.worker.shown()).toEqual([])
  })

  test('is left in peace in quiet hours, and when it is turned off', async () => {
    const hal = await registers('hal')
    const [ida, kai] = [await stage().extra('ida'), await stage().extra('kai')]
    await turnsOn(hal)
    // Called with hal, and then once more: whatever hal is called with has arrived by then.
    const witness = new FakeBrowser(`http://${endpoint.host}/kai`)
    await kai.call('push.subscribe', { endpoint: witness.endpoint, keys: witness.keys })
    const callsOfKai = () => endpoint.received.filter(({ path }) => path === '/kai').length
    const says = async (text: string) => {
      const before = callsOfKai()
      await ida.call('message.send', { channel: 'general', text: `@kai ${text}` })
      await expect
        .poll(() => {
          clock.advance(1000)
          return callsOfKai()
        })
        .toBe(before + 1)
    }
    const { page } = hal.person
    const other = await hal.person.opensAgain()
    await page.getByRole('checkbox', { name: 'Quiet hours' }).click()
    // To eight, until it is chosen otherwise: the whole day.
    await from(page).fill('08:00')
    await expect.poll(() => from(other.page).inputValue()).toBe('08:00')
    await says('and @hal, quietly')
    await says('once more')
    expect(hal.notes()).toEqual([])
    await page.getByRole('checkbox', { name: 'Quiet hours' }).click()
    await from(other.page).waitFor({ state: 'detached' })
    await says('and @hal, aloud')
    await expect.poll(() => hal.notes()).toMatchObject([{ text: '@kai and @hal, aloud', count: 1 }])

    await switchOf(hal.person).click()
    await page.getByText('None yet.').waitFor()
    await says('and @hal, who is off')
    await says('once more')
    expect(hal.notes()).toEqual([])
    await page.reload()
    await expect.poll(() => switchOf(hal.person).isChecked()).toBe(false)
    expect(other.complaints).toEqual([])
  })

  test('a browser that refuses is said to refuse', async () => {
    // A private window, which Chromium never subscribes.
    const liv = await stage().registers('liv', { permissions: ['notifications'] })
    await liv.goesTo('/settings/notifications')
    await switchOf(liv).click()
    await liv.page.getByText('The browser did not allow it.').waitFor()
    expect(await switchOf(liv).isChecked()).toBe(false)
    const own = /does not support the Push API in incognito mode/
    expect(liv.complaints.splice(0).filter((line) => !own.test(line))).toEqual([])
  })
})
