/** Voice messages: recorded by one, there to be heard by everybody. The microphone is the browser's own, which beeps. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { textFile } from '../support/made-files.ts'
import { chooser, chosen } from './stage/files-at-hand.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage([], { flags: ['--use-fake-device-for-media-stream'] })

const allowed = { permissions: ['microphone'] }
const name = /voice \d{4}-\d\d-\d\d \d\d\.\d\d\.webm/

const bar = ({ page }: Person) => page.getByRole('group', { name: 'Voice message' })
const timer = (person: Person) => bar(person).getByRole('timer')
const microphone = (person: Person) => person.button('Record a voice message')

/** The microphone that the page gets is remembered; answers whether its light is on. */
async function watchMicrophone({ page }: Person): Promise<() => Promise<unknown>> {
  await page.evaluate(`{
    window.heard = []
    const { mediaDevices } = navigator
    const ask = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted)
      window.heard.push(...stream.getTracks())
      return stream
    }
  }`)
  return () => page.evaluate(`window.heard.some(({ readyState }) => readyState === 'live')`)
}

/** What the page asks of the microphone is answered so. */
function without(person: Person, error: string): Promise<void> {
  return person.page.evaluate(`navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException('not here', '${error}'))`)
}

describe.runIf(hasChromium)('a voice message', { timeout: 60_000 }, () => {
  test('is recorded and sent by keyboard alone, on its own, and the other can hear it', async () => {
    const ann = await stage().registers('ann', allowed)
    const bob = await stage().registers('bob')
    await chooser(ann).setInputFiles([textFile('later.txt', 'not with that')])
    await ann.composer().fill('half written')
    await microphone(ann).press('Enter')
    await bar(ann).getByText('Recording. Enter sends it, Escape throws it away.').waitFor()
    await timer(ann)
      .getByText(/^0:0[1-9]$/)
      .waitFor()
    // The beep of the browser's own microphone is loud.
    await expect.poll(() => bar(ann).locator('.voice-bar__level path').getAttribute('d')).toMatch(/v\d\d/)
    await ann.page.keyboard.press('Enter')
    const row = bob.log().getByRole('article').filter({ hasText: name })
    await row.getByRole('button', { name: /^Play voice / }).click()
    const heard = `document.querySelector('.sound-file audio').played.length`
    await expect.poll(() => bob.page.evaluate(heard)).toBe(1)
    expect(await ann.composer().inputValue()).toBe('half written')
    expect(await chosen(ann).filter({ hasText: 'later.txt' }).count()).toBe(1)
    expect(await bar(ann).count()).toBe(0)
    await ann.page.locator('textarea:focus').and(ann.composer()).waitFor()
    const address = await row.getByRole('link', { name: /^Save voice / }).getAttribute('href')
    const response = await fetch(`${bob.at}${address}`)
    expect(response.headers.get('content-type')).toBe('audio/webm')
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000)
  })

  test('is thrown away by Escape: nothing is sent, and the microphone is let go', async () => {
    const cleo = await stage().registers('cleo', allowed)
    const asked: string[] = []
    cleo.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const isLit = await watchMicrophone(cleo)
    await microphone(cleo).click()
    await timer(cleo).waitFor()
    expect([await microphone(cleo).isDisabled(), await isLit()]).toEqual([true, true])
    await cleo.page.keyboard.press('Escape')
    await expect.poll(() => bar(cleo).count()).toBe(0)
    expect(await isLit()).toBe(false)
    await cleo.says('never mind')
    await cleo.sees('never mind')
    expect(asked).not.toContain('/api/uploads')
    await microphone(cleo).click()
    await timer(cleo).waitFor()
    await bar(cleo).getByRole('button', { name: 'Throw it away' }).click()
    await expect.poll(() => bar(cleo).count()).toBe(0)
  })

  test('waits in its channel when one looks at another, with the microphone off', async () => {
    const dora = await stage().registers('dora', allowed)
    await dora.says('/create corner')
    await dora.page.getByRole('textbox', { name: 'Message to #corner' }).waitFor()
    const isLit = await watchMicrophone(dora)
    await microphone(dora).click()
    await timer(dora)
      .getByText(/^0:0[1-9]$/)
      .waitFor()
    await dora
      .link(/general/)
      .first()
      .click()
    await dora.page.getByRole('textbox', { name: 'Message to #general' }).waitFor()
    expect([await bar(dora).count(), await isLit()]).toEqual([0, false])
    await dora
      .link(/corner/)
      .first()
      .click()
    await bar(dora).getByText('It waited here').first().waitFor()
    const kept = await timer(dora).innerText()
    await bar(dora).getByRole('button', { name: 'Send' }).click()
    await dora.log().getByRole('article').filter({ hasText: name }).locator('.sound-file').waitFor()
    expect(kept).toMatch(/^0:0[1-9]$/)
  })

  test('that is not sent yet keeps the page from being closed unasked', async () => {
    const hal = await stage().registers('hal', allowed)
    await microphone(hal).click()
    await timer(hal).waitFor()
    hal.page.once('dialog', (dialog) => void dialog.accept())
    await Promise.all([hal.page.waitForEvent('close'), hal.page.close({ runBeforeUnload: true })])
    expect(hal.complaints.splice(0)).toEqual(['a dialog: '])
  })

  test('ends by itself after ten minutes, and is kept', async () => {
    const ella = await stage().registers('ella', allowed)
    await ella.page.clock.install()
    await microphone(ella).click()
    await timer(ella).waitFor()
    await ella.page.clock.fastForward('10:00')
    await bar(ella).getByText('Ten minutes are the most.').first().waitFor()
    expect(await timer(ella).innerText()).toBe('10:00')
  })

  test('is explained calmly where the page may not listen, or there is nothing to listen with', async () => {
    const fred = await stage().registers('fred')
    await microphone(fred).click()
    await bar(fred).getByRole('alert').getByText('This page may not use the microphone.').waitFor()
    await without(fred, 'NotFoundError')
    await bar(fred).getByRole('button', { name: 'Try again' }).click()
    await bar(fred).getByRole('alert').getByText('No microphone was found.').waitFor()
    await without(fred, 'NotReadableError')
    await bar(fred).getByRole('button', { name: 'Try again' }).click()
    await bar(fred).getByRole('alert').getByText('used by another program').waitFor()
    await bar(fred).getByRole('button', { name: 'Cancel' }).click()
    await expect.poll(() => bar(fred).count()).toBe(0)
  })

  test('pages of this server alone may listen, and none may look', async () => {
    const policy = (await fetch(`http://${stage().server.place}/`)).headers.get('permissions-policy')
    expect(policy).toBe('camera=(), microphone=(self), geolocation=()')
  })
})

describe.runIf(hasChromium)('on a phone', { timeout: 60_000 }, () => {
  test('a picture is taken with the camera, and words have room', async () => {
    const phone = { hasTouch: true, isMobile: true, viewport: { width: 360, height: 700 } }
    const gina = await stage().registers('gina', { ...allowed, ...phone })
    await gina.button('Take a picture').waitFor()
    const input = gina.page.locator('input[capture=environment]')
    expect(await input.getAttribute('accept')).toBe('image/*')
    await gina.composer().fill('words')
    expect(await gina.button('Take a picture').count()).toBe(0)
    expect(await microphone(gina).count()).toBe(0)
    await gina.composer().fill('')
    await microphone(gina).tap()
    await timer(gina).waitFor()
    const wide = await gina.page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBe(360)
  })
})
