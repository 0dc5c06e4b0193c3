/** Videos and sounds in the browser: seen before they are loaded, and played one at a time. */
import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { hasMediaPrograms, toneFile, videoFile } from '../support/media-files.ts'
import { plays, propertyOf, recordedVideo, shares } from './stage/files-at-hand.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

/** The files themselves, not the smaller forms, that a page asks for. */
function filesAskedBy({ page }: Person): readonly string[] {
  const asked: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/^\/files\/[^/]+\/[^/]+$/.test(pathname)) asked.push(pathname)
  })
  return asked
}

async function sizeOf(element: Locator): Promise<readonly number[]> {
  const box = await element.boundingBox()
  return [box?.width, box?.height].map((length) => Math.round(length ?? 0))
}

function slider(person: Person, name: string): Locator {
  return person.log().getByRole('slider', { name: `Place in ${name}` })
}

function timeOn(place: Locator): Promise<string | null> {
  return place.getAttribute('aria-valuetext')
}

describe.runIf(hasChromium && hasMediaPrograms)('in the browser', { timeout: 60_000 }, () => {
  test('a video has a frame, its length and its room before any of it is fetched', async () => {
    const ann = await stage().registers('ann')
    const bob = await stage().registers('bob')
    const asked = filesAskedBy(bob)
    await shares(ann, 'the walk', [videoFile('walk.webm', '640x360'), videoFile('tall.webm', '180x320')])
    const videos = bob.message('the walk').locator('video')
    await expect.poll(() => videos.count()).toBe(2)
    expect(await sizeOf(videos.first())).toEqual([400, 225])
    expect(await sizeOf(videos.last())).toEqual([180, 320])
    expect(await propertyOf(videos.first(), 'poster')).toMatch(/\/small\/480$/)
    expect(await bob.message('the walk').getByText('0:02').count()).toBe(2)
    expect(asked).toEqual([])
    await plays(videos.first())
    await expect.poll(() => propertyOf(videos.first(), 'currentTime')).toBeGreaterThan(0)
    expect(await sizeOf(videos.first())).toEqual([400, 225])
    expect(await bob.message('the walk').getByText('0:02').count()).toBe(1)
  })

  test('what a browser has just recorded has a length too', async () => {
    const cleo = await stage().registers('cleo')
    const dan = await stage().registers('dan')
    await shares(cleo, 'recorded', [await recordedVideo(cleo)])
    await dan.message('recorded').locator('.video-file__length').waitFor()
    expect(await propertyOf(dan.message('recorded').locator('video'), 'preload')).toBe('none')
  })

  test('a sound is played, and heard from any place that one chooses by finger or keys', async () => {
    const emma = await stage().registers('emma')
    const finn = await stage().registers('finn')
    const asked = filesAskedBy(finn)
    await shares(emma, 'the tone', [toneFile('tone.ogg', 20)])
    const place = slider(finn, 'tone.ogg')
    await place.waitFor()
    expect(await timeOn(place)).toBe('0:00 of 0:20')
    expect(await finn.message('the tone').locator('.waveform path').count()).toBe(2)
    expect(asked).toEqual([])
    await place.focus()
    await place.press('ArrowRight')
    await place.press('ArrowRight')
    await place.press('ArrowLeft')
    expect(await timeOn(place)).toBe('0:05 of 0:20')
    const [width = 0] = await sizeOf(place)
    await place.click({ position: { x: width / 2, y: 10 } })
    await expect.poll(() => timeOn(place)).toMatch(/^0:(09|10|11) of 0:20$/)
    await finn.button('Play tone.ogg').click()
    await finn.button('Pause tone.ogg').waitFor()
    await expect.poll(() => propertyOf(finn.log().locator('audio'), 'currentTime')).toBeGreaterThan(10)
    await place.press('Space')
    await finn.button('Play tone.ogg').waitFor()
  })

  test('one thing is heard at a time', async () => {
    const gina = await stage().registers('gina')
    const hugo = await stage().registers('hugo')
    await shares(gina, 'three of them', [
      toneFile('one.ogg', 20),
      toneFile('two.mp3', 20),
      videoFile('three.webm', '320x240'),
    ])
    await hugo.button('Play one.ogg').click()
    await hugo.button('Pause one.ogg').waitFor()
    await hugo.button('Play two.mp3').click()
    await hugo.button('Pause two.mp3').waitFor()
    await hugo.button('Play one.ogg').waitFor()
    await plays(hugo.message('three of them').locator('video'))
    await hugo.button('Play two.mp3').waitFor()
  })

  test('a sound whose file has gone is a file to save', async () => {
    const ida = await stage().registers('ida')
    const jan = await stage().registers('jan')
    await shares(ida, 'not for long', [toneFile('brief.ogg', 2)])
    await jan.page.route(/\/files\//, (route) => route.fulfill({ status: 404, body: '' }))
    await jan.button('Play brief.ogg').click()
    await jan.message('not for long').locator('a.file-card').waitFor()
  })
})
