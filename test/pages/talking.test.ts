/** Two people and more, at once: in browsers, on nc and on IRC, in the same channels. */
import { describe, expect, test } from 'vitest'
import { connectLines } from '../door/line-client.ts'
import { newGuest } from '../protocols/irc/door/irc-client.ts'
import { hasChromium } from '../support/chromium.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

const countOwn = `fetch('/api/channel.list-own', { method: 'POST' })
  .then((response) => response.json())
  .then(({ channels }) => channels.length)`

describe.runIf(hasChromium)('people who talk', { timeout: 60_000 }, () => {
  test('see each other at once, in two browsers', async () => {
    const ann = await stage().registers('ann')
    const bob = await stage().registers('bob')
    await ann.says('hello bob')
    await bob.sees('hello bob')
    await bob.says('hello ann')
    await ann.sees('hello ann')
    expect(await ann.message('hello bob').count()).toBe(1)
  })

  test('share a channel with nc and IRC', async () => {
    const cleo = await stage().registers('cleo')
    const plain = await connectLines(stage().server.inner.port)
    plain.say('/register nick-nc one-word-secret')
    await plain.waitFor('talking in #general')
    plain.say('hello from nc')
    await cleo.sees('hello from nc')
    const port = Number(/^\S+?:(\d+)/.exec(stage().server.inner.running.doors['irc'] ?? '')?.[1])
    const irc = await newGuest(port, 'irca')
    await irc.ask('JOIN #general')
    await irc.ask('PRIVMSG #general :hello from IRC')
    await cleo.sees('hello from IRC')
    await cleo.says('hello from the browser')
    await plain.waitFor('[#general] cleo: hello from the browser')
    await irc.waitFor('PRIVMSG #general :hello from the browser')
    irc.say('QUIT')
    plain.destroy()
  })

  test('edit and delete what they said, and the others see it', async () => {
    const dora = await stage().registers('dora')
    const emil = await stage().registers('emil')
    await dora.says('first versoin')
    await emil.sees('first versoin')
    await dora.composer().press('ArrowUp')
    await dora.composer().fill('first version')
    await dora.composer().press('Enter')
    await emil.sees('first version')
    await emil.sees('(edited)')
    await dora.says('too much')
    await emil.sees('too much')
    const row = dora.message('too much').first()
    await row.focus()
    await row.press('Delete')
    await dora.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => emil.message('too much').count()).toBe(0)
  })

  test('react and take it back', async () => {
    const finn = await stage().registers('finn')
    const gina = await stage().extra('gina')
    const { message } = await gina.call('message.send', { channel: 'general', text: 'shall we?' })
    await finn.sees('shall we?')
    await gina.call('message.react', { channel: 'general', message: message.id, reaction: '👍' })
    const sign = finn.message('shall we?').getByRole('button', { name: /👍/ })
    await sign.waitFor()
    await sign.click()
    await expect.poll(() => sign.innerText()).toContain('2')
    await sign.click()
    await expect.poll(() => sign.innerText()).toContain('1')
  })

  test('answer a message, which is quoted', async () => {
    const hugo = await stage().registers('hugo')
    const ida = await stage().registers('ida')
    await hugo.says('who has the key?')
    await ida.sees('who has the key?')
    const row = ida.message('who has the key?').first()
    await row.focus()
    await row.press('r')
    await ida.page.getByText('Reply to hugo').waitFor()
    await ida.says('I have it')
    const answer = hugo.message('I have it')
    await answer.waitFor()
    expect(await answer.innerText()).toContain('who has the key?')
  })

  test('write to each other in private, found by Ctrl-K', async () => {
    const jana = await stage().registers('jana')
    const karl = await stage().registers('karl')
    await jana.page.keyboard.press('Control+k')
    await jana.page.keyboard.type('karl')
    await jana.page.getByRole('option', { name: /karl/ }).first().click()
    await jana.page.getByRole('textbox', { name: 'Message to karl' }).waitFor()
    await expect.poll(() => jana.page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
    // Whoever is only looked up hears nothing of it.
    expect(await karl.page.evaluate(countOwn)).toBe(1)
    await jana.page.keyboard.type('just for you')
    await jana.page.keyboard.press('Enter')
    await jana.sees('just for you')
    // One can go on writing where one is.
    await expect.poll(() => jana.page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA')
    await jana.page.keyboard.type('and this too')
    await jana.page.keyboard.press('Enter')
    await karl.link(/jana/).click()
    await karl.sees('and this too')
    expect(await karl.texts()).toEqual(['just for you', 'and this too'])
    const lena = await stage().registers('lena')
    expect(await lena.link(/jana/).count()).toBe(0)
  })

  test('are told of what is for them while they look elsewhere', async () => {
    const mia = await stage().registers('mia')
    const nora = await stage().extra('nora')
    await mia.goesTo('/settings')
    await nora.call('message.send', { channel: 'general', text: 'hi @mia' })
    await expect.poll(() => mia.page.title()).toMatch(/\(1\)/)
  })

  test('see who is typing, and who is not any more', async () => {
    const olga = await stage().registers('olga')
    const paul = await stage().registers('paul')
    await olga.composer().pressSequentially('I am thinking')
    await paul.page.getByText('olga is typing…').waitFor()
    await olga.composer().press('Enter')
    await expect.poll(() => paul.page.getByText('olga is typing…').count()).toBe(0)
  })

  test('say what they do, and format what they say', async () => {
    const rosa = await stage().registers('rosa')
    await rosa.says('/me waves')
    await rosa.sees('waves')
    await rosa.says('**bold** _italic_ `code` https://example.org/x')
    const row = rosa.message('italic')
    await row.waitFor()
    expect(await row.locator('strong').first().innerText()).toBe('bold')
    expect(await row.locator('em').innerText()).toBe('italic')
    expect(await row.locator('code').innerText()).toBe('code')
    const link = row.getByRole('link', { name: 'https://example.org/x' })
    expect(await link.getAttribute('rel')).toContain('noopener')
  })

  test('stay at the newest when the window becomes as narrow as a phone, and wide again', async () => {
    const sam = await stage().registers('sam')
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index} ${'and more to say '.repeat(5)}`)
    await sam.page.setViewportSize({ width: 1280, height: 700 })
    for (let from = 0; from < lines.length; from += 10)
      await sam.says(lines.slice(from, from + 10).join('\n'))
    await sam.sees('line 59')
    const log = sam.page.locator('.message-log__scroller')
    const below = () =>
      log.evaluate(({ scrollHeight, scrollTop, clientHeight, clientWidth }) => ({
        width: clientWidth,
        below: Math.round(scrollHeight - scrollTop - clientHeight),
      }))
    const { width: wide } = await below()
    await sam.page.setViewportSize({ width: 360, height: 700 })
    await expect.poll(async () => (await below()).width).toBeLessThan(wide)
    await expect.poll(async () => (await below()).below).toBeLessThan(2)
    await sam.page.setViewportSize({ width: 1280, height: 700 })
    await expect.poll(async () => (await below()).width).toBeGreaterThan(360)
    await expect.poll(async () => (await below()).below).toBeLessThan(2)
  })
})
