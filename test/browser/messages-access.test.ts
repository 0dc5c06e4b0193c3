/** The log and the composer for everybody: what axe finds, in both themes, at every width, from right to left. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { useWorkshop } from './workshop/open-workshop.ts'

const workshop = useWorkshop()
let axe: string

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})

interface Found {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

async function faultsOf(page: Page): Promise<Found['violations']> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: () => Promise<Found> } }
    return (await axe.run()).violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html }) => ({ html })),
    }))
  })
}

describe.runIf(hasChromium)('the log and the composer', { timeout: 60_000 }, () => {
  test.each([
    ['theme=light', { width: 900, height: 700 }],
    ['theme=dark', { width: 900, height: 700 }],
    ['theme=dark&dir=rtl&language=fr', { width: 360, height: 700 }],
  ])('%s: nothing to complain of, and nothing beyond the edge', async (query, viewport) => {
    const page = await workshop().open(`total=300&${query}`, { viewport, bypassCSP: true })
    await page.locator('[data-message="message-300"]').hover()
    await page.getByRole('textbox').fill('hello @')
    expect(await faultsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
  })

  test.each([
    ['theme=light', { width: 900, height: 1300 }],
    ['theme=dark&dir=rtl&language=fr', { width: 360, height: 1300 }],
  ])('%s: films, sounds and documents too; time goes from left to right', async (query, viewport) => {
    const page = await workshop().open(`total=3&files&${query}`, { viewport, bypassCSP: true })
    const places = page.getByRole('slider')
    await expect.poll(() => places.count()).toBe(2)
    expect(await page.locator('video').count()).toBe(2)
    expect(await faultsOf(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
    await expect.poll(() => page.locator('svg.waveform').count()).toBe(1)
    expect(await page.locator('.waveform_unknown').count()).toBe(1)
    const place = places.last()
    await place.focus()
    await place.press('ArrowRight')
    expect(await place.getAttribute('aria-valuetext')).toMatch(/^0:05 .* 1:02:05$/)
    await place.press('ArrowLeft')
    await place.press('ArrowLeft')
    expect(await place.inputValue()).toBe('0')
    const box = await place.boundingBox()
    await place.click({ position: { x: (box?.width ?? 0) * 0.9, y: 10 } })
    expect(Number(await place.inputValue())).toBeGreaterThan(3000)
  })
})
