/** The way in: the first person, refusals in the form, staying signed in, and the way out. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { People } from './browser.ts'
import { Server } from './server.ts'
import { composer, fillIn, line, password, register, say } from './steps.ts'

let server: Server
let people: People

describe.runIf(hasChromium)('the way in', { timeout: 90_000 }, () => {
  beforeAll(async () => {
    server = await Server.start()
    people = await People.arrive()
  }, 120_000)

  afterEach(() => expect(people.complaints()).toEqual([]))

  afterAll(async () => {
    await people.leave()
    await server.end()
  })

  test('the first person registers in one form, is told of the role, and says something', async () => {
    const page = await people.person(server.base)
    await page.goto('/')
    await page.getByText('npx parlance admin grant').waitFor()
    await fillIn(page, 'ada', password)
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByRole('heading', { level: 1, name: '#general' }).waitFor()
    await page.getByText('npx parlance admin grant ada admin').waitFor()
    await say(page, 'the first words')
    await line(page, 'the first words').waitFor()
    await server.console('grant', 'ada', 'admin')
    await expect.poll(() => page.getByText('npx parlance admin grant').count()).toBe(0)
  })

  test('whoever comes later is asked to sign in, and stays signed in over a reload', async () => {
    const page = await people.person(server.base)
    await page.goto('/')
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await page.getByText('npx parlance admin grant').count()).toBe(0)
    await fillIn(page, 'ada', password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await composer(page).waitFor()
    await page.reload()
    await composer(page).waitFor()
  })

  test('a refusal is said in the form, and what was filled in is still there', async () => {
    const page = await people.person(server.base)
    await page.goto('/')
    await fillIn(page, 'ada', 'not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('Wrong name or password').waitFor()
    await page.getByRole('button', { name: 'I am new here' }).click()
    await page.getByRole('button', { name: 'Register' }).click()
    await page
      .getByRole('alert')
      .getByText(/The name ada is taken/)
      .waitFor()
    await fillIn(page, 'bob', 'no')
    await page.getByRole('button', { name: 'Register' }).click()
    await page
      .getByRole('alert')
      .getByText(/password/i)
      .waitFor()
    expect(await page.getByLabel('Name').inputValue()).toBe('bob')
  })

  test('signing out ends it here, and ending a sign-in elsewhere ends it there', async () => {
    const first = await people.person(server.base)
    await register(first, 'cleo')
    const second = await people.person(server.base)
    await second.goto('/')
    await fillIn(second, 'cleo', password)
    await second.getByRole('button', { name: 'Sign in' }).click()
    await composer(second).waitFor()
    await first.goto('/settings/sign-ins')
    await first.getByRole('button', { name: 'End all others' }).click()
    await second.getByRole('button', { name: 'Sign in' }).waitFor()
    await first.goto('/settings')
    await first.getByRole('button', { name: 'Sign out' }).click()
    await first.getByRole('button', { name: 'Sign in' }).waitFor()
    await first.reload()
    await first.getByRole('button', { name: 'Sign in' }).waitFor()
  })

  test('a new password is asked of every other browser', async () => {
    const first = await people.person(server.base)
    await register(first, 'dora')
    const second = await people.person(server.base)
    await second.goto('/')
    await fillIn(second, 'dora', password)
    await second.getByRole('button', { name: 'Sign in' }).click()
    await composer(second).waitFor()
    await first.goto('/settings')
    await first.getByLabel('Current password').fill(password)
    await first.getByLabel('New password').fill('another-horse-8')
    await first.getByRole('button', { name: 'Change the password' }).click()
    await second.getByText('The password was changed.', { exact: false }).waitFor()
    await fillIn(second, 'dora', 'another-horse-8')
    await second.getByRole('button', { name: 'Sign in' }).click()
    await composer(second).waitFor()
  })
})
