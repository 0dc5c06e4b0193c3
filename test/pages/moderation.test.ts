/** Those to whom the console has granted a role, and those whom it concerns. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

async function moderator(name: string) {
  const person = await stage().registers(name)
  await stage().server.command(`/grant ${name} admin`)
  await person.page.reload()
  await person.composer().waitFor()
  return person
}

describe.runIf(hasChromium)('moderation', { timeout: 60_000 }, () => {
  test('whoever is kicked sees by whom, why and for how long, and cannot come back before', async () => {
    const ann = await moderator('ann')
    const bob = await stage().registers('bob')
    await ann.says('/kick bob 120 too loud')
    await bob.page.getByRole('heading', { name: 'You were kicked' }).waitFor()
    const words = await bob.page.getByRole('main').getByRole('status').innerText()
    expect(words).toContain('By ann.')
    expect(words).toContain('too loud')
    expect(words).toMatch(/That is in (1 minute|2 minutes|1[12]\d seconds|1 min|2 min)/)
    await bob.page.reload()
    await bob.page.getByText(/You were kicked; you can come back in .*too loud/).waitFor()
    await bob.button('Sign in as somebody else').click()
    await bob.signsIn('bob')
    await bob.page.getByText(/you were kicked; you can come back in .*too loud/i).waitFor()
    expect(await bob.composer().count()).toBe(0)
  })

  test('a ban holds until it is lifted', async () => {
    const cleo = await moderator('cleo')
    const dan = await stage().registers('dan')
    await cleo.goesTo('/moderation/sanctions')
    await stage().server.command('/ban dan spam')
    await dan.page.getByRole('heading', { name: 'You are banned' }).waitFor()
    await dan.page.getByText('spam').waitFor()
    await cleo.page.reload()
    await cleo.button('Lift it for dan').or(cleo.button(/^Lift/)).first().click()
    await expect
      .poll(async () => {
        const page = await stage().server.post('user.sign-in', {
          name: 'dan',
          password: 'correct horse battery',
        })
        return page.status
      })
      .toBe(200)
  })

  test('a mute is shown where one would write, with its reason', async () => {
    const emma = await stage().registers('emma')
    await stage().server.command('/mute emma 300 calm down')
    await emma.page.getByText(/You are muted.*calm down/).waitFor()
    await emma.page.reload()
    await emma.page.getByText(/You are muted.*calm down/).waitFor()
    await stage().server.command('/unmute emma')
    await emma.says('calm again')
    await emma.sees('calm again')
  })

  test('somebody is muted from their card, with a time and a reason', async () => {
    const fred = await moderator('fred')
    const gil = await stage().registers('gil')
    await fred.page.getByRole('button', { name: /gil/ }).first().click()
    const card = fred.page.getByRole('dialog', { name: 'gil' })
    await card.getByRole('button', { name: 'Mute', exact: true }).click()
    await card.getByLabel('Reason (told to them)').fill('shouting')
    await card.getByRole('button', { name: 'Mute gil' }).click()
    await gil.page.getByText(/You are muted.*shouting/).waitFor()
  })

  test('an announcement reaches everybody', async () => {
    const hal = await stage().registers('hal')
    await stage().server.command('/announce Cake in the kitchen')
    await hal.page.getByText('Cake in the kitchen').waitFor()
    await hal.button('Dismiss').first().click()
    await expect.poll(() => hal.page.getByText('Cake in the kitchen').count()).toBe(0)
  })

  test('what operators did is listed for admins', async () => {
    const ivo = await moderator('ivo')
    await ivo.says('/mute hal 60 a test')
    // Leaving the page ends its connection, with what has not been answered yet.
    await ivo.page.getByText('hal is muted.').waitFor()
    await ivo.goesTo('/moderation/audit')
    await ivo.page.getByText('a test').first().waitFor()
  })

  test('whoever has no role sees none of it', async () => {
    const jim = await stage().registers('jim')
    expect(await jim.link('Moderation').count()).toBe(0)
    await jim.says('/kick ann 60')
    await jim.page.getByText(/Not done: only an operator may do that/i).waitFor()
  })
})
