/** What is behind links, in the browser: cards and pictures, and taking them away. */
import { describe, expect, test } from 'vitest'
import { Internet } from '../effects/previews/internet.ts'
import { hasChromium } from '../support/chromium.ts'
import { pictureFile } from '../support/made-files.ts'
import { faultsOf } from './stage/axe.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage(['previews.allowedHosts=["127.0.0.1"]'])

describe.runIf(hasChromium)('previews in the browser', { timeout: 60_000 }, () => {
  test('a page is a card, a picture a picture, and their author takes them away', async () => {
    const internet = await Internet.open()
    const { buffer } = await pictureFile('hill.png', { width: 900, height: 600 })
    const picture = internet.has('/hill.png', (response) =>
      response.writeHead(200, { 'Content-Type': 'image/png' }).end(buffer),
    )
    const page = internet.hasPage(
      '/hills',
      '<title>All hills</title><meta name="description" content="Of them.">',
    )
    const ann = await stage().registers('ann')
    await ann.says(`one ${page}`)
    const card = ann.message('one').getByRole('link', { name: /All hills/ })
    await card.waitFor()
    expect(await card.getAttribute('href')).toBe(page)
    await ann.says(`two ${picture}`)
    await ann.message('two').getByRole('img', { name: 'hill.png' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await ann.page.emulateMedia({ colorScheme })
      // Colours change over a moment.
      await expect.poll(() => faultsOf(ann)).toEqual([])
    }
    await ann.message('one').getByRole('button', { name: 'Take away the preview of All hills' }).click()
    await expect.poll(() => card.count()).toBe(0)
  })
})
