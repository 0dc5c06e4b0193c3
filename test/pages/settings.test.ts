/** What people choose for themselves. */
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { password, type Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

/** The pictures of people in a part of somebody's page. */
function seen({ page }: Person, where: string) {
  return page.locator(`${where} img.avatar__picture`)
}

describe.runIf(hasChromium)('settings', { timeout: 60_000 }, () => {
  test('colours are those of the device, or those that are chosen, and stay', async () => {
    const ann = await stage().registers('ann', { colorScheme: 'dark' })
    const shade = () => ann.page.evaluate('getComputedStyle(document.body).color')
    const dark = await shade()
    await ann.goesTo('/settings/appearance')
    await ann.page.getByRole('radio', { name: 'Light' }).check()
    await expect.poll(shade).not.toBe(dark)
    await ann.page.reload()
    await expect.poll(shade).not.toBe(dark)
  })

  test('the page is in French for those who want it', async () => {
    const bob = await stage().opens({ locale: 'fr-FR' })
    await bob.page
      .getByRole('button', { name: /S’inscrire|S'inscrire|Je suis nouveau|Se connecter/ })
      .first()
      .waitFor()
    expect(await bob.page.evaluate('document.documentElement.lang')).toBe('fr')
  })

  test('a display name is seen by the others', async () => {
    const cleo = await stage().registers('cleo')
    const dora = await stage().registers('dora')
    await cleo.goesTo('/settings')
    await cleo.page.getByRole('textbox', { name: 'Display name' }).fill('Cléo of the North')
    await cleo.button('Save').first().click()
    await cleo.page.getByText('Saved.').first().waitFor()
    await dora.page.getByText('Cléo of the North').first().waitFor()
  })

  test('a picture of one’s own is shown to everybody, initials without one', async () => {
    const gina = await stage().registers('gina')
    const hugo = await stage().registers('hugo')
    await gina.goesTo('/c/general')
    await gina.says('do you know me?')
    await hugo.sees('do you know me?')
    await gina.goesTo('/settings')
    const choose = gina.page.getByLabel('Choose a picture', { exact: true }).and(gina.page.locator('input'))
    const wide = sharp({ create: { width: 900, height: 300, channels: 3, background: '#a03050' } })
    await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: await wide.png().toBuffer() })
    for (const where of ['.own-avatar', '.sidebar__self']) await seen(gina, where).waitFor()
    const hers = seen(hugo, '.message__mark')
    await hers.waitFor()
    await expect
      .poll(() => hers.evaluate((picture) => 'naturalWidth' in picture && picture.naturalWidth))
      .toBe(256)
    await seen(hugo, '.member-list').waitFor()
    await hugo.page.reload()
    await hers.waitFor()

    await choose.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('no picture') })
    await gina.page.getByText(/This browser cannot read that file as a picture/).waitFor()
    await gina.button('Remove the picture').click()
    await expect.poll(() => hers.count()).toBe(0)
    expect(await seen(gina, '.own-avatar').count()).toBe(0)
  })

  test('a new password signs the other browsers out, and not this one', async () => {
    const one = await stage().registers('emil')
    const other = await stage().opens()
    await other.signsIn('emil')
    await other.composer().waitFor()
    await one.goesTo('/settings')
    await one.page.getByLabel('Current password').fill(password)
    await one.page.getByLabel('New password').fill('another horse battery')
    await one.button('Change the password').click()
    await one.page.getByText(/The password is changed/).waitFor()
    await other.page.getByText(/The password was changed. Sign in with the new one./).waitFor()
    await one.goesTo('/c/general')
    await one.says('still here')
    await one.sees('still here')
  })

  test('signed-in browsers are listed, and one is ended from another', async () => {
    const one = await stage().registers('fay')
    const other = await stage().opens()
    await other.signsIn('fay')
    await other.composer().waitFor()
    await one.goesTo('/settings/sign-ins')
    await one.page.getByText('this one').waitFor()
    await one.button('End all others').click()
    await other.page.getByText('You were signed out.').waitFor()
    await one.goesTo('/c/general')
    await one.composer().waitFor()
  })

  test('a token for a program is made, shown once, and works', async () => {
    const gus = await stage().registers('gus')
    await gus.goesTo('/settings/sign-ins')
    await gus.page.getByLabel('What it is for').fill('my script')
    await gus.button('New token').click()
    const shown = gus.page.getByText(/^plt_[\w-]{43}$/)
    const secret = await shown.first().innerText()
    const answer = await stage().server.post(
      'message.send',
      { channel: 'general', text: 'from a script of gus' },
      { Authorization: `Bearer ${secret}` },
    )
    expect(answer.status).toBe(200)
    await gus.page.reload()
    await gus.page.getByText('my script').first().waitFor()
    expect(await gus.page.getByText(secret).count()).toBe(0)
  })

  test('whoever is away is seen so', async () => {
    const hal = await stage().registers('hal')
    const ida = await stage().registers('ida')
    await hal.says('/away at lunch')
    await ida.goesTo('/d/hal')
    await ida.goesTo('/c/general')
    await expect
      .poll(() =>
        ida.page
          .getByTitle(/at lunch/)
          .or(ida.page.getByText(/at lunch/))
          .count(),
      )
      .toBeGreaterThan(0)
  })

  test('whoever signs out with something unsent is asked, and goes without a word when nothing is', async () => {
    const ivy = await stage().registers('ivy')
    await ivy.goesTo('/c/general')
    await ivy.composer().fill('half a thought')
    await ivy.goesTo('/settings')
    await ivy.button('Sign out').click()
    await ivy.page.getByText(/Signing out throws it away/).waitFor()
    await ivy.button('Cancel').click()
    await ivy.goesTo('/c/general')
    await expect.poll(() => ivy.composer().inputValue()).toBe('half a thought')
    await ivy.composer().fill('')
    await ivy.goesTo('/settings')
    await ivy.button('Sign out').click()
    await ivy.button('Sign in').waitFor()
  })
})
