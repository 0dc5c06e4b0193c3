/** The log and the composer for everybody: what axe finds, in both themes, at every width, from right to left. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
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

describe.runIf(hasChromium)('the log and the composer', { timeout: 60_000 }, () => {
  test.each([
    ['theme=light', { width: 900, height: 700 }],
    ['theme=dark', { width: 900, height: 700 }],
    ['theme=dark&dir=rtl&language=fr', { width: 360, height: 700 }],
  ])('%s: nothing to complain of, and nothing beyond the edge', async (query, viewport) => {
    const page = await workshop().open(`total=300&${query}`, { viewport, bypassCSP: true })
    await page.locator('[data-message="message-300"]').hover()
    await page.getByRole('textbox').fill('hello @')
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run: () => Promise<Found> } }
      return (await axe.run()).violations.map(({ id, nodes }) => ({
        id,
        nodes: nodes.map(({ html }) => html),
      }))
    })
    expect(found).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      viewport.width,
    )
  })
})
