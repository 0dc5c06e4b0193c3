/** The way in: the first of all, those who come later, and those who cannot. */
import { describe, expect, test } from 'vitest'
import { startApi } from '../protocols/api/door/api-server.ts'
import { hasChromium } from '../support/chromium.ts'
import { password, Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

describe.runIf(hasChromium)('the way in', { timeout: 60_000 }, () => {
  test('the first one is told how to be given the role to look after the server', async () => {
    const first = await stage().opens()
    await first.page.getByText('You are the first one here.').waitFor()
    await first.page.getByText('npx parlance admin grant YOUR-NAME admin').waitFor()
    await first.registers('first')
    await first.says('hello, empty server')
    const second = await stage().opens()
    await second.page.getByRole('heading', { name: 'Sign in to Parlance' }).waitFor()
    expect(await second.page.getByText('You are the first one here.').count()).toBe(0)
    await second.registers('second')
    await second.sees('hello, empty server')
  })

  test('whoever has signed in stays so when the page is loaded anew, and comes to where they were', async () => {
    const person = await stage().registers('stays')
    await person.goesTo('/settings/appearance')
    await person.page.reload()
    await person.page.getByText('Colours').first().waitFor()
    expect(new URL(person.page.url()).pathname).toBe('/settings/appearance')
  })

  test('a wrong password is told so, and the name is kept', async () => {
    await stage().extra('known')
    const person = await stage().opens()
    await person.signsIn('known', 'a wrong password')
    await person.page.getByText('wrong name or password').waitFor()
    expect(await person.page.getByLabel('Name').inputValue()).toBe('known')
    await person.page.getByLabel('Password', { exact: true }).fill(password)
    await person.button('Sign in').click()
    await person.composer().waitFor()
  })

  test('a name that is taken, and one that cannot be one, are told so', async () => {
    await stage().extra('taken')
    const person = await stage().opens()
    await person.button('I am new here').click()
    await person.page.getByLabel('Name').fill('taken')
    await person.page.getByLabel('Password', { exact: true }).fill(password)
    await person.button('Register').click()
    await person.page.getByText('the name taken is taken').waitFor()
    await person.page.getByLabel('Name').fill('no spaces here')
    await person.button('Register').click()
    await person.page.getByText(/cannot be a name/).waitFor()
  })

  test('a guest looks around without registering', async () => {
    const guest = await stage().opens()
    await guest.button('Look around as a guest').click()
    await guest.composer().waitFor()
    await guest.says('just looking')
    await guest.sees('just looking')
  })

  test('signing out leaves nothing behind in the browser', async () => {
    const person = await stage().registers('leaver')
    await person.says('something of mine')
    await person.goesTo('/settings')
    await person.button('Sign out').click()
    await person.page.getByRole('heading', { name: 'Sign in to Parlance' }).waitFor()
    await person.goesTo('/c/general')
    await person.page.getByRole('heading', { name: 'Sign in to Parlance' }).waitFor()
    expect(await person.page.getByText('something of mine').count()).toBe(0)
  })

  test.each([
    ['closed', 'New people cannot register here: ask whoever runs this server.'],
    ['invite', 'Invitation code'],
  ])('where registration is %s the page says so', async (registration, text) => {
    const closed = await startApi([`users.registration=${registration}`])
    try {
      const person = await Person.opens(stage().browser, { at: `http://${closed.place}` })
      if (registration === 'invite')
        await person.page
          .getByRole('button', { name: /^(I am new here|Register)$/ })
          .first()
          .waitFor()
      const newHere = person.button('I am new here')
      if (await newHere.isVisible()) await newHere.click()
      await person.page.getByText(text).first().waitFor()
      await person.close()
    } finally {
      await closed.stop()
    }
  })
})
