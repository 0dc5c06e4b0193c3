/** The page for everybody: by keyboard alone, on a phone, and for those who listen to it. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { pictureFile, soundFile, textFile } from '../support/made-files.ts'
import { faultsOf } from './stage/axe.ts'
import { chooser, chosen, recordedVideo, shares } from './stage/files-at-hand.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()
const pages = [
  '/c/general',
  '/channels',
  '/settings',
  '/settings/sign-ins',
  '/settings/appearance',
  '/settings/notifications',
  '/settings/bots',
  '/moderation',
  '/d/access-bob',
  '/c/nowhere',
]

describe.runIf(hasChromium)('for everybody', { timeout: 60_000 }, () => {
  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 360],
  ] as const)(
    'axe finds nothing on any page, %s at %i pixels',
    async (colorScheme, width) => {
      const entrance = await stage().opens({ colorScheme, viewport: { width, height: 740 } })
      await entrance.page.getByLabel('Name').waitFor()
      expect(await faultsOf(entrance)).toEqual([])
      const name = `access-${colorScheme}-${width}`
      await entrance.registers(name)
      await stage().server.command(`/grant ${name} admin`)
      await entrance.says('some **text**, `code` and https://example.org')
      await entrance.says('```js\nconst x = 1\n```')
      for (const path of pages) {
        await entrance.goesTo(path)
        await entrance.page.getByRole('heading', { level: 1 }).waitFor()
        // Parts that are loaded only now come a moment later.
        await expect.poll(async () => [path, ...(await faultsOf(entrance))]).toEqual([path])
      }
    },
    90_000,
  )

  test.each([
    ['light', 1280],
    ['dark', 360],
  ] as const)(
    'axe finds nothing about files, on their way and shown, %s at %i pixels',
    async (colorScheme, width) => {
      const person = await stage().opens({ colorScheme, viewport: { width, height: 740 } })
      await person.registers(`files-${colorScheme}`)
      const long = `${'a-name-that-goes-on-'.repeat(8)}.txt`
      await shares(person, 'all kinds', [
        await pictureFile('hill.png', { width: 900, height: 600 }),
        await pictureFile('wide.png', { width: 2000, height: 200 }),
        soundFile('tone.wav'),
        await recordedVideo(person),
        textFile(long, 'long'),
      ])
      await person
        .message('all kinds')
        .getByRole('link', { name: `Save ${long}` })
        .waitFor()
      await chooser(person).setInputFiles([
        textFile('good.txt', 'good'),
        textFile('empty.txt', ''),
        textFile(long, 'long'),
      ])
      await chosen(person).getByText('It is empty').waitFor()
      await expect.poll(() => chosen(person).locator('progress').count()).toBe(0)
      expect(await faultsOf(person)).toEqual([])
      const wide = await person.page.evaluate('document.documentElement.scrollWidth - innerWidth')
      expect(wide).toBe(0)
      await person.log().getByRole('button', { name: 'wide.png' }).last().click()
      await person.page
        .getByRole('dialog', { name: 'Pictures' })
        .getByText(/^\d of \d/)
        .waitFor()
      expect(await faultsOf(person)).toEqual([])
    },
    40_000,
  )

  test('nothing is wider than a phone of 360 pixels', async () => {
    const phone = await stage().opens({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    })
    await phone.registers('phone')
    const long = await stage().extra('a-very-long-name-of-somebody-32c')
    await long.call('channel.create', { name: 'a-channel-with-the-longest-name-that-there-may-be' })
    await long.call('message.send', {
      channel: 'general',
      text: `${'w'.repeat(300)} https://example.org/${'x'.repeat(300)}`,
    })
    await long.call('message.send', { channel: 'general', text: `\`\`\`\n${'code '.repeat(100)}\n\`\`\`` })
    await phone.sees('wwwww')
    for (const path of [
      '/c/general',
      '/channels',
      '/settings',
      '/settings/sign-ins',
      '/settings/notifications',
      '/settings/bots',
    ]) {
      await phone.goesTo(path)
      await phone.page.getByRole('main').waitFor()
      const { wide, shown } = await phone.page.evaluate<{ wide: number; shown: number }>(
        '({ wide: document.documentElement.scrollWidth, shown: document.documentElement.clientWidth })',
      )
      expect([path, wide <= shown]).toEqual([path, true])
    }
  })

  test('on a phone channels and members are drawers', async () => {
    const phone = await stage().opens({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    })
    await phone.registers('drawer')
    await phone.button('Show channels').tap()
    await phone.link('All channels').waitFor()
    await phone.link('All channels').tap()
    await phone.page.getByRole('heading', { name: 'All channels' }).waitFor()
  })

  test('where one writes has the keyboard as soon as it is there', async () => {
    const person = await stage().opens()
    await person.page.evaluate(`new MutationObserver(() => {
      const field = document.querySelector('.composer textarea')
      if (field !== null) window.hadKeyboard ??= document.activeElement === field
    }).observe(document.body, { childList: true, subtree: true })`)
    await person.registers('keys-at-once')
    expect(await person.page.evaluate('window.hadKeyboard')).toBe(true)
  })

  test('everything from the way in to a message goes by keyboard alone', async () => {
    const person = await stage().opens()
    const { keyboard } = person.page
    await person.page.getByLabel('Name').waitFor()
    await person.button('I am new here').focus()
    await keyboard.press('Enter')
    await person.page.getByLabel('Name').focus()
    await keyboard.type('keys-only')
    await keyboard.press('Tab')
    await keyboard.type('correct horse battery')
    await keyboard.press('Enter')
    await person.composer().waitFor()
    await keyboard.type('typed without a mouse')
    await keyboard.press('Enter')
    await person.sees('typed without a mouse')
    await keyboard.press('Control+k')
    await person.page.getByRole('combobox', { name: 'Go to a channel or a person' }).waitFor()
    await keyboard.type('gener')
    await keyboard.press('Enter')
    await person.page.getByRole('heading', { name: '#general' }).waitFor()
  })

  test('? lists what the keys do', async () => {
    const person = await stage().registers('asks')
    await person.page.getByRole('heading', { name: '#general' }).click()
    await person.page.evaluate('document.activeElement.blur()')
    await person.page.keyboard.press('?')
    const dialog = person.page.getByRole('dialog', { name: 'Keyboard' })
    await dialog.getByText('Go to a channel or a person').waitFor()
    await person.page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
  })

  test('text from right to left is shown so', async () => {
    const person = await stage().registers('rtl')
    await person.says('שלום לכולם')
    const row = person.message('שלום')
    await row.waitFor()
    // From here on the browser finds the direction by the text.
    await expect
      .poll(() => row.locator('[dir="auto"]').filter({ hasText: 'שלום' }).count())
      .toBeGreaterThan(0)
  })
})
