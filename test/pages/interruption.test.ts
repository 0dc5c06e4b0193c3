/** When the server, or the way to it, is gone for a while: nothing is lost, nothing comes twice, nothing typed is forgotten. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import type { Person } from './stage/person.ts'
import { startMortal } from './stage/mortal.ts'
import { useStage } from './stage/stage.ts'
import { useVisitors } from './stage/visitors.ts'

const stage = useStage()
const visit = useVisitors()

async function opens(at: string, name: string): Promise<Person> {
  return (await visit(at)).registers(name)
}

describe.runIf(hasChromium)('an interruption', { timeout: 60_000 }, () => {
  test('kill -9 of the server: whoever comes back has everything once, and what was written meanwhile is sent', async () => {
    const server = await startMortal()
    const ann = await opens(server.at, 'ann')
    const bob = await opens(server.at, 'bob')
    for (const text of ['one', 'two', 'three']) await ann.says(text)
    await bob.sees('three')
    await server.kill()
    await ann.page.getByText(/No connection/).waitFor()
    await ann.says('four, while nobody was there')
    await ann.says('five, right after')
    await server.comesBack()
    await bob.sees('five, right after')
    await ann.says('six')
    await bob.sees('six')
    const said = ['one', 'two', 'three', 'four, while nobody was there', 'five, right after', 'six']
    for (const person of [ann, bob]) {
      for (const text of said) await expect.poll(() => person.message(text).count()).toBe(1)
      const order = await person.log().getByRole('article').allInnerTexts()
      const places = said.map((text) => order.findIndex((row) => row.includes(text)))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  }, 60_000)

  test('a guest comes back under the same name, into the same channels, with what was written meanwhile', async () => {
    const server = await startMortal(['users.guests=true'])
    const ann = await opens(server.at, 'ann')
    await ann.says('/create garden')
    await ann
      .composer()
      .and(ann.page.getByRole('textbox', { name: 'Message to #garden' }))
      .waitFor()
    const guest = await visit(server.at)
    await guest.button('Look around as a guest').click()
    await guest.composer().waitFor()
    await guest.says('/join garden')
    await guest.page.getByRole('textbox', { name: 'Message to #garden' }).waitFor()
    await guest.says('before')
    await ann.sees('before')
    await server.kill()
    await guest.page.getByText(/No connection/).waitFor()
    await guest.says('written meanwhile')
    await server.comesBack()
    await ann.sees('written meanwhile')
    await expect.poll(() => guest.message('written meanwhile').count()).toBe(1)
    const authors = await ann
      .log()
      .getByRole('article')
      .getByText(/^guest-/)
      .allInnerTexts()
    expect(new Set(authors).size).toBe(1)
  }, 60_000)

  test('what was written without a connection survives a reload of the page', async () => {
    const server = await startMortal()
    const ann = await opens(server.at, 'ann')
    await ann.says('before')
    await ann.sees('before')
    await ann.context.setOffline(true)
    await server.kill()
    await ann.page.getByText(/No connection/).waitFor()
    await ann.says('written offline')
    await ann.page.getByText('Sending…').or(ann.message('written offline')).first().waitFor()
    await server.comesBack()
    await ann.context.setOffline(false)
    await ann.page.reload()
    await ann.sees('written offline')
    await expect.poll(() => ann.message('written offline').count()).toBe(1)
  }, 60_000)

  test('edits, deletions and reactions of the meantime are there', async () => {
    const ann = await stage().registers('ann')
    const eve = await stage().extra('eve')
    const say = async (text: string) =>
      (await eve.call('message.send', { channel: 'general', text })).message.id
    const [edited, deleted, loved] = [
      await say('will be edited'),
      await say('will be deleted'),
      await say('will be loved'),
    ]
    await ann.sees('will be loved')
    await ann.context.setOffline(true)
    await ann.page.evaluate('window.dispatchEvent(new Event("offline"))')
    await eve.call('message.edit', { channel: 'general', message: edited, text: 'has been edited' })
    await eve.call('message.delete', { channel: 'general', message: deleted })
    await eve.call('message.react', { channel: 'general', message: loved, reaction: '❤️' })
    await ann.context.setOffline(false)
    await ann.sees('has been edited')
    await expect.poll(() => ann.message('will be deleted').count()).toBe(0)
    await ann.message('will be loved').getByRole('button', { name: /❤/ }).waitFor()
  })

  test('where the network goes and the server is still to be reached, it is reached again, and nothing is lost', async () => {
    const lea = await stage().registers('lea')
    await lea.says('before it went')
    await lea.sees('before it went')
    let again = 0
    lea.page.on('websocket', () => (again += 1))
    await lea.page.evaluate('window.dispatchEvent(new Event("offline"))')
    await lea.says('while it was away')
    await expect.poll(() => again).toBe(1)
    await lea.sees('while it was away')
    await expect.poll(() => lea.page.getByText(/No connection/).count()).toBe(0)
    await lea.page.reload()
    // The history itself, and not only what this device still has to send.
    await lea.sees('before it went')
    await lea.sees('while it was away')
    for (const text of ['before it went', 'while it was away'])
      expect(await lea.message(text).count()).toBe(1)
  })

  test('a draft is kept per channel, over a reload', async () => {
    const ida = await stage().registers('ida')
    await ida.composer().fill('half a thought')
    await ida.goesTo('/channels')
    await ida.goesTo('/c/general')
    await expect.poll(() => ida.composer().inputValue()).toBe('half a thought')
    await ida.page.reload()
    await expect.poll(() => ida.composer().inputValue()).toBe('half a thought')
  })

  test('a warned shutdown is shown calmly, and called off', async () => {
    const kai = await stage().registers('kai')
    await stage().server.command('/kill 60 new disk')
    await kai.page.getByText(/The server shuts down in .*new disk/).waitFor()
    await kai.says('still talking')
    await kai.sees('still talking')
    await stage().server.command('/kill cancel')
    await expect.poll(() => kai.page.getByText(/The server shuts down in/).count()).toBe(0)
  })

  test('two windows of one browser are both kept up to date', async () => {
    const one = await stage().registers('twice')
    const two = await one.opensAgain()
    await two.composer().waitFor()
    await one.says('from the first window')
    await two.sees('from the first window')
    await two.says('from the second window')
    await one.sees('from the second window')
    expect(two.complaints).toEqual([])
  })
})
