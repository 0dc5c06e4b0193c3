/** Every page for everybody: what axe finds, in light and dark, on a phone and on a desk; nothing reaches beyond the edge. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { People } from './browser.ts'
import { Server } from './server.ts'
import { createChannel, password, register, say } from './steps.ts'

let server: Server
let people: People
let axe = ''
let storage: BrowserContextOptions['storageState']

interface Found {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<Found> } }
    const { violations } = await axe.run()
    const beyond = document.documentElement.scrollWidth > document.documentElement.clientWidth
    return {
      violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      beyond,
    }
  })
  return [...found.violations, ...(found.beyond ? ['something reaches beyond the edge'] : [])]
}

const long = 'a-channel-with-a-name-as-long-as-names-can-be-12345'.slice(0, 50)

const places = [
  ['the messages', '/c/general', /#general/],
  ['a long name', `/c/${long}`, /a-channel-with/],
  ['a channel that is not there', '/c/nowhere', /#nowhere/],
  ['somebody not yet written to', '/d/ada', /ada/],
  ['the list of channels', '/channels', /All channels/],
  ['oneself', '/settings/profile', /Settings/],
  ['the sign-ins', '/settings/sign-ins', /Settings/],
  ['the looks', '/settings/appearance', /Settings/],
  ['the notifications', '/settings/notifications', /Settings/],
  ['the bots', '/settings/bots', /Settings/],
  ['the reports', '/moderation/reports', /Moderation/],
  ['the sanctions', '/moderation/sanctions', /Moderation/],
  ['the audit', '/moderation/audit', /Moderation/],
  ['the announcement', '/moderation/announce', /Moderation/],
] as const

const looks = [
  ['in light on a desk', { viewport: { width: 1280, height: 800 }, colorScheme: 'light' }],
  [
    'in dark on a phone',
    { viewport: { width: 360, height: 740 }, colorScheme: 'dark', hasTouch: true, isMobile: true },
  ],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[]

describe.runIf(hasChromium)('every page', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    server = await Server.start()
    people = await People.arrive()
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const ada = await people.person(server.base)
    await register(ada, 'ada')
    await say(ada, 'Donaudampfschifffahrtsgesellschaftskapitän'.repeat(6))
    await createChannel(ada, long)
    const zed = await people.person(server.base)
    await register(zed, 'zed-with-a-name-of-32-characters')
    await say(zed, 'hello ada')
    await server.console('grant', 'ada', 'admin')
    await server.console('mute', 'zed-with-a-name-of-32-characters', '600', 'a reason')
    storage = await ada.context().storageState()
  }, 180_000)

  afterAll(async () => {
    expect(people.complaints()).toEqual([])
    await people.leave()
    await server.end()
  })

  test.each(looks)('%s: the way in', async (_, look) => {
    const page = await people.person(server.base, { ...look, bypassCSP: true })
    await page.goto('/')
    await page.getByRole('button', { name: 'I am new here' }).click()
    await page.getByLabel('Name').fill('ada')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByRole('alert').waitFor()
    expect(await faults(page)).toEqual([])
    await page.context().close()
  })

  test.each(looks)('%s: every place', async (_, look) => {
    const page = await people.person(server.base, {
      ...look,
      bypassCSP: true,
      ...(storage === undefined ? {} : { storageState: storage }),
    })
    const found: string[] = []
    for (const [name, path, heading] of places) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.waitForLoadState('networkidle')
      for (const fault of await faults(page)) found.push(`${name}: ${fault}`)
    }
    expect(found).toEqual([])
    await page.context().close()
  })

  test.each(looks)('%s: everything that lies over the page', async (_, look) => {
    const page = await people.person(server.base, {
      ...look,
      bypassCSP: true,
      ...(storage === undefined ? {} : { storageState: storage }),
    })
    await page.goto('/c/general')
    await page.getByRole('textbox', { name: /^Message to/ }).waitFor()
    const found: string[] = []
    const looked = async (name: string, open: () => Promise<void>) => {
      await open()
      await page.getByRole('dialog').waitFor()
      await page.waitForLoadState('networkidle')
      for (const fault of await faults(page)) found.push(`${name}: ${fault}`)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await looked('the switcher', () => page.keyboard.press('Control+k'))
    await looked('the shortcuts', () => page.keyboard.press('Control+/'))
    await looked('the settings of the channel', () =>
      page.getByRole('button', { name: 'Channel settings' }).click(),
    )
    await looked('the webhooks', async () => {
      await page.getByRole('button', { name: 'Channel settings' }).click()
      await page.getByRole('button', { name: 'Webhooks' }).click()
      await page.getByLabel('Name of the bot').fill(`ci-${look.viewport.width}`)
      await page.getByRole('button', { name: 'New address' }).click()
      await page.getByText(/^curl /).waitFor()
    })
    await looked('somebody', () =>
      page.locator('article').getByRole('button', { name: /^zed/ }).first().click(),
    )
    expect(found).toEqual([])
    await page.context().close()
  })
})
