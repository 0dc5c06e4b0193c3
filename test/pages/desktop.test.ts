/** What a page that is open, and not looked at, shows on the desktop. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { WorkerDriver } from '../support/worker-driver.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

/** Every notification of the page is kept, to be looked at and clicked. */
const keeping = `{
  window.notices = []
  window.Notification = class extends Notification {
    constructor(title, options) {
      super(title, options)
      window.notices.push(this)
    }
  }
}`

/** As on phones, where a page may not show any. */
const forbidding = `
  window.Notification = class extends Notification {
    constructor() {
      throw new TypeError('Illegal constructor')
    }
  }`

async function registers(name: string, script: string): Promise<Person> {
  const person = await stage().registers(name, { permissions: ['notifications'] })
  await person.context.addInitScript(script)
  await person.goesTo('/settings/notifications')
  await person.page.getByRole('checkbox', { name: 'Tell me on the desktop' }).click()
  await expect
    .poll(() => person.page.getByRole('checkbox', { name: 'Tell me on the desktop' }).isChecked())
    .toBe(true)
  await person.goesTo('/c/general')
  await person.composer().waitFor()
  return person
}

/** Another window comes before it, as it is for people: a browser that is tested says of every page that it is in front, and to be seen. */
async function looksAway({ page, context }: Person): Promise<void> {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: false })
  const other = await context.newPage()
  await other.bringToFront()
  await expect.poll(() => page.evaluate('document.hasFocus()')).toBe(false)
  await page.evaluate(
    `Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })`,
  )
}

async function looksBack({ page }: Person): Promise<void> {
  await page.bringToFront()
  await page.evaluate(
    `delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange'))`,
  )
}

/** Answered before anything that is said later. */
async function chooses({ page }: Person, choice: object): Promise<void> {
  const sent = {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(choice),
  }
  const status = `fetch('/api/user.set-notifications', ${JSON.stringify(sent)}).then(({ status }) => status)`
  expect(await page.evaluate(status)).toBe(200)
}

const shown = ({ page }: Person) =>
  page.evaluate('window.notices.map(({ title, body }) => ({ title, body }))')

describe.runIf(hasChromium)('a page that is not looked at', { timeout: 60_000 }, () => {
  test('shows who spoke to one, and leads to it on a click', async () => {
    const ann = await registers('ann', keeping)
    const eve = await stage().extra('eve')
    await eve.call('message.send', { channel: 'general', text: 'seen at once, @ann' })
    await ann.sees('seen at once')
    await ann.link('All channels').click()
    await ann.page.waitForURL('**/channels')
    await looksAway(ann)
    await eve.call('message.send', { channel: 'general', text: 'for nobody in particular' })
    await eve.call('message.send', { channel: 'general', text: 'tea, @ann?' })
    await expect.poll(() => shown(ann)).toEqual([{ title: 'eve (#general)', body: 'tea, @ann?' }])
    await ann.page.evaluate('window.notices[0].dispatchEvent(new Event("click"))')
    await ann.page.waitForURL('**/c/general')
    await ann.sees('tea, @ann?')
  })

  test('is quiet in quiet hours', async () => {
    const bob = await registers('bob', keeping)
    const fay = await stage().extra('fay')
    await looksAway(bob)
    const { channel } = await fay.call('channel.open-direct', { user: 'bob' })
    const say = (text: string) => fay.call('message.send', { channel: channel.id, text })
    const allDay = { from: 0, to: 0, timeZone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7] }
    await chooses(bob, { quiet: allDay })
    await say('in the night')
    await bob.link(/fay/).first().waitFor()
    await chooses(bob, { quiet: null })
    await say('in the morning')
    await expect.poll(() => shown(bob)).toEqual([{ title: 'fay', body: 'in the morning' }])
  })

  test('on a phone the worker shows it, until it is read', async () => {
    const cleo = await registers('cleo', forbidding)
    const gus = await stage().extra('gus')
    await cleo.page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
    const worker = await WorkerDriver.of(cleo.page, cleo.at)
    await looksAway(cleo)
    await gus.call('message.send', { channel: 'general', text: 'tea, @cleo?' })
    await expect
      .poll(() => worker.shown())
      .toMatchObject([{ title: 'gus (#general)', body: 'tea, @cleo?', data: { path: '/c/general' } }])
    await looksBack(cleo)
    await expect.poll(() => worker.shown(), { timeout: 10_000 }).toEqual([])
  })
})
