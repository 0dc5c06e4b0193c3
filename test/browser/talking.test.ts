/** Two people at once: what is said arrives, is counted and read, and outlives every interruption. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { composer, createChannel, go, line, lines, say, sidebar } from './steps.ts'
import { useTwoPeople } from './two-people.ts'

const both = useTwoPeople()

describe.runIf(hasChromium)('two people', { timeout: 120_000 }, () => {
  test('what one says, the other sees', async () => {
    const { ada, bob } = both()
    await say(ada, 'hello bob')
    await line(bob, 'hello bob').waitFor()
    await say(bob, 'hello ada')
    await line(ada, 'hello ada').waitFor()
  })

  test('what is said elsewhere is counted, in the list and in the title, until it is read', async () => {
    const { ada, bob } = both()
    await createChannel(ada, 'tea')
    await say(bob, 'is ada here?')
    await sidebar(ada).getByText('1 message for you').waitFor()
    await expect.poll(() => ada.title()).toBe('(1) #tea · Parlance')
    await go(ada, 'general')
    await line(ada, 'is ada here?').waitFor()
    await expect.poll(() => ada.title()).toBe('#general · Parlance')
  })

  test('a private conversation begins with the switcher, and tells whoever is written to', async () => {
    const { ada, bob } = both()
    await ada.keyboard.press('Control+k')
    await ada.getByRole('combobox').fill('bob')
    await ada.getByRole('option', { name: 'bob' }).click()
    await say(ada, 'between us')
    await sidebar(bob).getByRole('link', { name: /ada/ }).click()
    await line(bob, 'between us').waitFor()
    await bob.getByRole('heading', { level: 1 }).getByRole('img', { name: 'here' }).waitFor()
  })

  test('an edit is seen by both', async () => {
    const { ada, bob } = both()
    await say(ada, 'a mistake')
    await line(bob, 'a mistake').waitFor()
    await composer(ada).press('ArrowUp')
    await say(ada, 'no mistake')
    await line(bob, 'no mistake').waitFor()
    expect(await line(bob, 'a mistake').count()).toBe(0)
  })

  test('nothing is lost or doubled when the server is killed while people write', async () => {
    const { server, ada, bob } = both()
    await go(ada, 'general')
    await go(bob, 'general')
    await say(ada, 'round 1')
    await line(bob, 'round 1').waitFor()
    await server.kill()
    await ada.getByText('No connection.', { exact: false }).waitFor()
    for (const text of ['round 2', 'round 3', 'round 4']) await say(ada, text)
    await say(bob, 'round of bob')
    await server.start()
    await expect.poll(() => lines(bob, 'round'), { timeout: 60_000 }).toHaveLength(5)
    await expect.poll(() => lines(ada, 'round'), { timeout: 60_000 }).toHaveLength(5)
    // What is on its way stands below what others say until it is stored: then both see one order.
    await expect
      .poll(async () => (await lines(ada, 'round')).join() === (await lines(bob, 'round')).join())
      .toBe(true)
    const said = await lines(ada, 'round')
    expect(said.filter((text) => /\d/.test(text))).toEqual(['round 1', 'round 2', 'round 3', 'round 4'])
    expect(await lines(bob, 'round')).toEqual(said)
    await ada.reload()
    await line(ada, 'round 4').waitFor()
    expect(await lines(ada, 'round')).toEqual(said)
  })

  test('what waits to be sent outlives a reload of the page', async () => {
    const { server, ada, bob } = both()
    await server.kill()
    await ada.getByText('No connection.', { exact: false }).waitFor()
    await say(ada, 'kept over a reload')
    await line(ada, 'kept over a reload').waitFor()
    await server.start()
    await ada.goto('/c/general')
    await line(bob, 'kept over a reload').waitFor({ timeout: 60_000 })
    await expect.poll(() => lines(ada, 'kept over'), { timeout: 30_000 }).toEqual(['kept over a reload'])
  })

  test('two tabs of one person show the same, and neither sends twice', async () => {
    const { people, ada, bob } = both()
    const tab = await people.tab(ada.context())
    await tab.goto('/c/general')
    await line(tab, 'round 1').waitFor()
    await say(tab, 'from the second tab')
    await line(ada, 'from the second tab').waitFor()
    await line(bob, 'from the second tab').waitFor()
    expect(await lines(bob, 'from the second')).toHaveLength(1)
    await tab.close()
  })

  test('what is written and not sent is still there after a reload', async () => {
    const { ada } = both()
    const field = ada.getByRole('textbox', { name: /^Message to/ })
    await field.fill('half a thou')
    await go(ada, 'tea')
    await go(ada, 'general')
    await expect.poll(() => field.inputValue()).toBe('half a thou')
    await ada.reload()
    await expect.poll(() => field.inputValue()).toBe('half a thou')
    await field.fill('')
  })
})
