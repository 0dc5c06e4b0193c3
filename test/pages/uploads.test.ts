/** Files in the browser: chosen, dropped or pasted by one, seen by everybody. */
import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pictureFile, soundFile, textFile } from '../support/made-files.ts'
import { hasChromium } from '../support/chromium.ts'
import {
  chooser,
  chosen,
  drags,
  hands,
  plays,
  propertyOf,
  recordedVideo,
  saved,
  sent,
  shares,
  slowly,
  widthOf,
} from './stage/files-at-hand.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage(['uploads.fileBytes=2000000'])

describe.runIf(hasChromium)('files in the browser', { timeout: 60_000 }, () => {
  test('a picture that one chooses is seen by the other, in a small form and in its place', async () => {
    const ann = await stage().registers('ann')
    const bob = await stage().registers('bob')
    await shares(ann, 'where I was', [await pictureFile('hill.png', { width: 900, height: 600 })])
    const picture = bob.message('where I was').getByRole('img', { name: 'hill.png' })
    await expect.poll(() => widthOf(picture)).toBeGreaterThan(0)
    expect(await propertyOf(picture, 'currentSrc')).toMatch(/\/small\/\d+$/)
    const box = await bob.message('where I was').getByRole('button', { name: 'hill.png' }).boundingBox()
    expect([box?.width, box?.height].map((length) => Math.round(length ?? 0))).toEqual([400, 267])
    expect(await chosen(ann).count()).toBe(0)
  })

  test('a picture alone is a message; whoever answers it quotes its name', async () => {
    const cleo = await stage().registers('cleo')
    const dan = await stage().registers('dan')
    await chooser(cleo).setInputFiles(await pictureFile('alone.png', { width: 300, height: 300 }))
    await chosen(cleo).filter({ hasText: 'alone.png' }).waitFor()
    await cleo.button('Send').click()
    const row = dan.log().getByRole('article', { name: /Picture: alone\.png$/ })
    await row.focus()
    await row.press('r')
    await dan.page.locator('.writing-bar').getByText('Picture: alone.png').waitFor()
    await dan.says('lovely')
    expect(await dan.message('lovely').innerText()).toContain('Picture: alone.png')
  })

  test('are dropped and pasted, several at once, and may be taken away again', async () => {
    const emma = await stage().registers('emma')
    const finn = await stage().registers('finn')
    const pictures = await Promise.all(
      ['one.png', 'two.png', 'three.png'].map((name) => pictureFile(name, { width: 500, height: 400 })),
    )
    const dragged = emma.page.getByText('Drop files here to add them to your message.')
    await drags(emma)
    await dragged.waitFor()
    await hands(emma, 'drop', pictures.slice(0, 2))
    await expect.poll(() => dragged.count()).toBe(0)
    await expect.poll(() => chosen(emma).count()).toBe(2)
    await hands(emma, 'paste', [...pictures.slice(2), textFile('not wanted.txt', 'x')])
    await emma.button('Do not send not wanted.txt').click()
    await expect.poll(() => chosen(emma).count()).toBe(3)
    await emma.says('three of them')
    const images = finn.message('three of them').getByRole('img')
    await expect.poll(() => images.count()).toBe(3)
    for (const image of await images.all()) await expect.poll(() => widthOf(image)).toBeGreaterThan(0)
  })

  test('a text tells its size, and comes back byte for byte', async () => {
    const gina = await stage().registers('gina')
    const hugo = await stage().registers('hugo')
    const text = 'line\n'.repeat(600)
    await shares(gina, 'the notes', [textFile('notes.txt', text)])
    const link = hugo.message('the notes').getByRole('link', { name: 'Save notes.txt' })
    await link.waitFor()
    expect(await hugo.message('the notes').innerText()).toContain('TXT, 2.9 kB')
    expect((await saved(hugo, link)).toString()).toBe(text)
  })

  test('sounds and videos are played in place', async () => {
    const ida = await stage().registers('ida')
    const jan = await stage().registers('jan')
    await shares(ida, 'hear and see', [soundFile('tone.wav'), await recordedVideo(ida)])
    const row = jan.message('hear and see')
    const place = row.getByRole('slider', { name: 'Place in tone.wav' })
    await expect.poll(() => place.getAttribute('aria-valuetext')).toBe('0:00 of 0:01')
    await jan.button('Play tone.wav').click()
    await expect.poll(() => propertyOf(row.locator('audio'), 'duration')).toBeCloseTo(1, 1)
    const video = row.locator('video')
    await plays(video)
    await expect.poll(() => propertyOf(video, 'videoWidth')).toBe(320)
  })

  test('the gallery goes through the pictures of the channel by keyboard', async () => {
    const kim = await stage().registers('kim')
    const lea = await stage().registers('lea')
    await kim.says('/create views')
    await kim.page.getByRole('textbox', { name: 'Message to #views' }).waitFor()
    await lea.says('/join views')
    await lea.page.getByRole('textbox', { name: 'Message to #views' }).waitFor()
    const first = await pictureFile('first.png', { width: 400, height: 400 })
    await shares(kim, 'a', [first, await pictureFile('second.png', { width: 2500, height: 1200 })])
    // Large ones take their time, and a message does not wait for those before it.
    const opener = lea.log().getByRole('button', { name: 'second.png' })
    await opener.waitFor()
    await shares(kim, 'b', [await pictureFile('third.png', { width: 300, height: 900 })])
    await lea.log().getByRole('button', { name: 'third.png' }).waitFor()
    await opener.focus()
    await opener.press('Enter')
    const gallery = lea.page.getByRole('dialog', { name: 'Pictures' })
    await gallery.getByText('2 of 3').waitFor()
    await expect.poll(() => widthOf(gallery.getByRole('img', { name: 'second.png' }))).toBe(1920)
    expect(await propertyOf(gallery.getByRole('img'), 'src')).toMatch(/\/small\/1920$/)
    await lea.page.keyboard.press('ArrowRight')
    await gallery.getByRole('img', { name: 'third.png' }).waitFor()
    await lea.page.keyboard.press('ArrowRight')
    await lea.page.keyboard.press('ArrowLeft')
    await lea.page.keyboard.press('ArrowLeft')
    await gallery.getByText('1 of 3').waitFor()
    const bytes = await saved(lea, gallery.getByRole('link', { name: 'Save first.png' }))
    expect(bytes.equals(first.buffer)).toBe(true)
    await lea.page.keyboard.press('Escape')
    await expect.poll(() => gallery.count()).toBe(0)
    await lea.log().locator('button:focus').and(opener).waitFor()
  })

  test('what is too large is refused at once, in words, and does not go along', async () => {
    const mia = await stage().registers('mia')
    const asked: string[] = []
    mia.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await chooser(mia).setInputFiles([
      { name: 'film.bin', mimeType: '', buffer: Buffer.alloc(2_000_001) },
      { name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ])
    await chosen(mia).getByText('at most 1.9 MB are possible for one file').waitFor()
    await chosen(mia).getByText('It is empty: there is nothing to show.').waitFor()
    await mia.says('with a film')
    await mia.page.getByText('Not sent: try the files again').waitFor()
    expect(await mia.composer().inputValue()).toBe('with a film')
    await mia.button('Do not send film.bin').click()
    await mia.button('Do not send nothing.txt').click()
    await mia.composer().press('Enter')
    await mia.sees('with a film')
    expect(asked).not.toContain('/api/uploads')
  })

  test('more than go with one message are left aside, and named', async () => {
    const nina = await stage().registers('nina')
    const many = Array.from({ length: 12 }, (_, at) => textFile(`${at + 1}.txt`, `${at}`))
    await chooser(nina).setInputFiles(many)
    await nina.page.getByText('Not taken: 11.txt, 12.txt').waitFor()
    expect(await chosen(nina).count()).toBe(10)
  })

  test('a message that is deleted takes its picture away from everybody', async () => {
    const olga = await stage().registers('olga')
    const paul = await stage().registers('paul')
    await shares(olga, 'a mistake', [await pictureFile('mistake.png', { width: 600, height: 400 })])
    const picture = paul.message('a mistake').getByRole('button', { name: 'mistake.png' })
    await picture.click()
    const gallery = paul.page.getByRole('dialog', { name: 'Pictures' })
    await gallery.getByRole('img', { name: 'mistake.png' }).waitFor()
    const address = await gallery.getByRole('link', { name: 'Save mistake.png' }).getAttribute('href')
    const row = olga.message('a mistake').first()
    await row.focus()
    await row.press('Delete')
    await olga.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => gallery.count()).toBe(0)
    await expect.poll(() => picture.count()).toBe(0)
    expect((await fetch(`${paul.at}${address}`)).status).toBe(404)
  })

  test('a page or drawing that calls itself a picture brings nothing that runs', async () => {
    const rosa = await stage().registers('rosa')
    const sven = await stage().registers('sven')
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="window.taken=1"><script>window.taken=1</script></svg>`
    const name = '"><img src=x onerror=taken=1>.png'
    await shares(rosa, 'look at these', [
      { name: 'x.png', mimeType: 'image/png', buffer: Buffer.from(drawing) },
      {
        name: 'y.png',
        mimeType: 'image/png',
        buffer: Buffer.from('<!doctype html><script>taken=1</script>'),
      },
      { name, mimeType: 'image/png', buffer: Buffer.from('<script>taken=1</script>') },
    ])
    const links = sven.message('look at these').getByRole('link', { name: /^Save / })
    await expect.poll(() => links.count()).toBe(3)
    expect(await sven.message('look at these').getByRole('img').count()).toBe(0)
    for (const link of await links.all()) {
      const response = await fetch(`${sven.at}${await link.getAttribute('href')}`)
      expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
      expect(response.headers.get('content-type')).toMatch(/^(text\/plain|application\/octet-stream)/)
    }
    for (const person of [rosa, sven]) expect(await person.page.evaluate('window.taken')).toBeUndefined()
  })

  test('are paused and go on by hand, and the message goes when all of it is there', async () => {
    const tina = await stage().registers('tina')
    const uwe = await stage().registers('uwe')
    const bytes = randomBytes(1_500_000)
    const valley = await slowly(tina)
    await chooser(tina).setInputFiles({ name: 'slow.bin', mimeType: '', buffer: bytes })
    await expect.poll(() => sent(chosen(tina))).toBeGreaterThan(0.05)
    await tina.button('Pause slow.bin').click()
    await chosen(tina)
      .getByText(/^paused at/)
      .waitFor()
    await tina.says('it takes a while')
    await tina.page.getByText('Sending…').waitFor()
    await tina.says('but words do not wait')
    await uwe.sees('but words do not wait')
    expect(await uwe.message('it takes a while').count()).toBe(0)
    await valley.leave()
    await tina.button('Go on with slow.bin').click()
    const link = uwe.message('it takes a while').getByRole('link', { name: 'Save slow.bin' })
    expect((await saved(uwe, link)).equals(bytes)).toBe(true)
  })
})
