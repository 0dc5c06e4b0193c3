/** Texts and programs that somebody brings: their beginning in the message, all of them as large as the window, never as a page. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { textFile } from '../support/made-files.ts'
import { propertyOf, saved, shares } from './stage/files-at-hand.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

/** The beginning that stands in a message. */
function beginning(person: Person, message: string) {
  return person.message(message).locator('.text-file__text')
}

describe.runIf(hasChromium)('texts in the browser', { timeout: 60_000 }, () => {
  test('a program shows its first lines in colours, and all of it when asked', async () => {
    const ann = await stage().registers('ann')
    const bob = await stage().registers('bob')
    const ranges: (string | undefined)[] = []
    bob.page.on('request', (request) => {
      if (/\/files\//.test(request.url())) ranges.push(request.headers()['range'])
    })
    const code = Array.from({ length: 900 }, (_, at) => `const line${at} = 'the ${at}th'`).join('\n')
    await shares(ann, 'my program', [textFile('main.ts', code)])
    await bob.message('my program').locator('.code-block__keyword').first().waitFor()
    const box = await bob.message('my program').locator('.text-file').boundingBox()
    expect(Math.round(box?.height ?? 0)).toBe(340)
    expect((await beginning(bob, 'my program').innerText()).split('\n')).toHaveLength(20)
    expect(ranges).toEqual(['bytes=0-8191'])
    const opener = bob.button('Show all of main.ts')
    await opener.click()
    const whole = bob.page.getByRole('dialog', { name: 'main.ts' }).getByRole('region')
    await expect.poll(() => whole.innerText()).toContain("const line899 = 'the 899th'")
    expect(ranges).toEqual(['bytes=0-8191', 'bytes=0-524287'])
    const link = bob.page.getByRole('dialog').getByRole('link', { name: 'Save main.ts' })
    expect((await saved(bob, link)).toString()).toBe(code)
    await bob.page.keyboard.press('Escape')
    await expect.poll(() => bob.page.getByRole('dialog').count()).toBe(0)
    await bob.log().locator('button:focus').and(opener).waitFor()
  })

  test('whatever is in one, it is lines of text', async () => {
    const cleo = await stage().registers('cleo')
    const dan = await stage().registers('dan')
    const page =
      '\ufeff<!doctype html>\r\n<script>window.taken = 1</script>\r\n\r\n<img src=x onerror=taken=1>'
    await shares(cleo, 'odd ones', [
      textFile('page.html', page),
      textFile('hebrew.txt', 'שלום עולם\nhello'),
      textFile('long.log', `${'x'.repeat(7000)}\n${'y'.repeat(20_000)}`),
      textFile('turned.py', `if admin\u202e: pass`),
      { name: 'latin.txt', mimeType: 'text/plain', buffer: Buffer.from('caf\xe9 cr\xe8me', 'latin1') },
    ])
    const texts = beginning(dan, 'odd ones')
    await expect
      .poll(() => texts.first().textContent())
      .toBe('<!doctype html>\n<script>window.taken = 1</script>\n\n<img src=x onerror=taken=1>')
    await expect.poll(() => texts.nth(1).textContent()).toBe('שלום עולם\nhello')
    await expect.poll(() => texts.nth(2).textContent()).toBe(`${'x'.repeat(300)}…`)
    await expect.poll(() => texts.nth(3).textContent()).toBe('if admin\ufffd: pass')
    // What is no text in UTF-8 is a file to save.
    expect(await texts.count()).toBe(4)
    await dan.message('odd ones').getByRole('link', { name: 'Save latin.txt' }).waitFor()
    await dan.button('Show all of page.html').click()
    await expect
      .poll(() => dan.page.getByRole('dialog').getByRole('region').textContent())
      .toContain('onerror')
    expect(await dan.page.evaluate('window.taken')).toBeUndefined()
    const width = await propertyOf(dan.page.locator('html'), 'scrollWidth')
    expect(width).toBe(await propertyOf(dan.page.locator('html'), 'clientWidth'))
  })

  test('a very large one is for saving, and one that is deleted is gone from the window', async () => {
    const emma = await stage().registers('emma')
    const finn = await stage().registers('finn')
    await shares(emma, 'a lot', [
      textFile('large.csv', 'a,b,c\n'.repeat(100_000)),
      textFile('small.csv', 'a,b'),
    ])
    await expect.poll(() => beginning(finn, 'a lot').first().textContent()).toContain('a,b,c')
    expect(await finn.button('Show all of large.csv').count()).toBe(0)
    await finn.button('Show all of small.csv').click()
    const dialog = finn.page.getByRole('dialog', { name: 'small.csv' })
    await dialog.waitFor()
    const row = emma.message('a lot').first()
    await row.focus()
    await row.press('Delete')
    await emma.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => dialog.count()).toBe(0)
  })

  test('one that could not be fetched can be tried again', async () => {
    const gina = await stage().registers('gina')
    const hugo = await stage().registers('hugo')
    await hugo.page.route(/\/files\//, (route) => route.abort())
    await shares(gina, 'patience', [textFile('patience.txt', 'it came in the end')])
    const row = hugo.message('patience')
    await row.getByText('It could not be shown').waitFor()
    await hugo.page.unroute(/\/files\//)
    await row.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => beginning(hugo, 'patience').textContent()).toBe('it came in the end')
  })
})
