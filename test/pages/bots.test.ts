/** Bots and their tokens in the settings: made, spoken with, ended, removed. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` })
const post = (name: string, input: unknown, secret: string) =>
  stage().server.post(name, input, bearer(secret))

/** The token that the page shows. */
async function secretOf({ page }: Person): Promise<string> {
  return page
    .getByRole('status')
    .getByText(/^plt_[\w-]{43}$/)
    .innerText()
}

async function makesBot(person: Person, name: string): Promise<string> {
  await person.goesTo('/settings/bots')
  await person.page.getByLabel('Name of the bot').fill(name)
  await person.button('New bot').click()
  await person.page.getByText(`The token of ${name}.`).waitFor()
  return secretOf(person)
}

describe.runIf(hasChromium)('bots', { timeout: 60_000 }, () => {
  test('one is made in the page and speaks with the token that is shown once', async () => {
    const ann = await stage().registers('ann')
    await ann.goesTo('/settings/bots')
    await ann.page.getByText('You have no bots yet.').waitFor()
    const secret = await makesBot(ann, 'echo')
    const said = { channel: 'general', text: 'beep says echo' }
    expect(await post('channel.join', { channel: 'general' }, secret)).toMatchObject({ status: 200 })
    expect(await post('message.send', said, secret)).toMatchObject({ status: 200 })
    await ann.goesTo('/c/general')
    await ann.sees('beep says echo')
    await ann.goesTo('/settings/bots')
    await ann.button('Tokens of echo').waitFor()
    expect(await ann.page.getByText(secret).count()).toBe(0)
  })

  test('what the server does not take is said under the field, in its words', async () => {
    const bob = await stage().registers('bob')
    await bob.goesTo('/settings/bots')
    await bob.page.getByLabel('Name of the bot').fill('bob')
    await bob.button('New bot').click()
    await bob.page
      .getByRole('form', { name: 'New bot' })
      .getByRole('alert')
      .getByText('The name bob is taken: choose another')
      .waitFor()
  })

  test('a bot gets another token, and loses the first', async () => {
    const cleo = await stage().registers('cleo')
    const first = await makesBot(cleo, 'clock')
    await cleo.button('Tokens of clock').click()
    await cleo.page.getByLabel('What it is for').fill('the second machine')
    await cleo.button('New token').click()
    await cleo.page.getByText('The secret of “the second machine”.').waitFor()
    const second = await cleo.page.locator('li').getByText(/^plt_/).innerText()
    await cleo.button('End first').click()
    await cleo.button('End first').waitFor({ state: 'detached' })
    expect(await post('user.show', { name: 'cleo' }, first)).toMatchObject({ status: 401 })
    expect(await post('user.show', { name: 'cleo' }, second)).toMatchObject({ status: 200 })
  })

  test('one is removed by keyboard alone, after a question that can be answered with no', async () => {
    const dora = await stage().registers('dora')
    const secret = await makesBot(dora, 'doomed')
    const { keyboard } = dora.page
    const remove = dora.button('Remove doomed')
    const question = dora.page.getByRole('alertdialog', { name: /^Remove doomed for good/ })
    await remove.focus()
    await keyboard.press('Enter')
    await question.waitFor()
    await keyboard.press('Escape')
    await question.waitFor({ state: 'detached' })
    await expect.poll(() => remove.evaluate('document.activeElement.textContent')).toBe('Remove')
    await keyboard.press('Enter')
    await question.waitFor()
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    await dora.page.getByText('You have no bots yet.').waitFor()
    expect(await post('user.show', { name: 'dora' }, secret)).toMatchObject({ status: 401 })
  })

  test('an operator sees and removes those of others', async () => {
    const emil = await stage().extra('emil')
    const { secret } = await emil.call('bot.create', { name: 'noisy' })
    const fay = await stage().registers('fay')
    await stage().server.command('/grant fay moderator')
    await fay.goesTo('/settings/bots')
    await fay.page.getByRole('listitem').filter({ hasText: 'of emil' }).getByText('noisy').waitFor()
    await fay.button('Remove noisy').click()
    await fay.button('Yes, remove it').click()
    await fay.page.getByText('noisy is removed.').waitFor()
    expect(await post('user.show', { name: 'emil' }, secret)).toMatchObject({ status: 401 })
  })

  test('where only operators make bots the page says so; a guest has no such page', async () => {
    const { inner } = stage().server
    await inner.reconfigure(['irc.enabled=true', 'users.guests=true', 'users.bots=operators'])
    const gus = await stage().registers('gus')
    await gus.goesTo('/settings/bots')
    await gus.page.getByText('On this server only operators make bots.').waitFor()
    expect(await gus.page.getByLabel('Name of the bot').count()).toBe(0)
    const guest = await stage().opens()
    await guest.button('Look around as a guest').click()
    await guest.composer().waitFor()
    await guest.button('Settings').click()
    await guest.link('Notifications').waitFor()
    expect(await guest.link('Bots').count()).toBe(0)
  })
})
