/** Documents in the browser: the first page is seen, the rest is saved. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { hasMediaPrograms, pdfFile } from '../support/media-files.ts'
import { saved, shares, widthOf } from './stage/files-at-hand.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

describe.runIf(hasChromium && hasMediaPrograms)('a document in the browser', { timeout: 60_000 }, () => {
  test('shows the top of its first page in a form that this server made, and is saved whole', async () => {
    const ann = await stage().registers('ann')
    const bob = await stage().registers('bob')
    const plan = pdfFile('plan.pdf', 'The plan')
    await shares(ann, 'here it is', [plan])
    const card = bob.message('here it is').getByRole('link', { name: 'Save plan.pdf' })
    const page = card.locator('img')
    await expect.poll(() => widthOf(page)).toBeGreaterThan(0)
    expect(await page.getAttribute('src')).toMatch(/\/small\/480$/)
    expect(await page.getAttribute('alt')).toBe('')
    const box = await card.boundingBox()
    expect([box?.width, box?.height].map((length) => Math.round(length ?? 0))).toEqual([352, 219])
    expect((await saved(bob, card)).equals(plan.buffer)).toBe(true)
  })

  test('that is locked or broken is a card without a page', async () => {
    const cleo = await stage().registers('cleo')
    const dan = await stage().registers('dan')
    const broken = pdfFile('broken.pdf', 'x')
    await shares(cleo, 'cannot be read', [{ ...broken, buffer: broken.buffer.subarray(0, 60) }])
    const card = dan.message('cannot be read').getByRole('link', { name: 'Save broken.pdf' })
    await card.waitFor()
    expect(await card.locator('img').count()).toBe(0)
  })
})
