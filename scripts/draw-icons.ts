/** Draws the icons of the web client from `icon.svg`, in a real Chromium: run it when the drawing changes, and commit what it makes. */
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { startBrowser } from '../test/support/chromium.ts'

const folder = join(dirname(import.meta.dirname), 'web', 'public')
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8')
/** To the edge, for systems that cut a shape of their own; the drawing stays inside of what is never cut. */
const full = drawing.replace(' rx="8"', '')
const maskable = full
  .replace('viewBox="0 0 32 32"', 'viewBox="-4 -4 40 40"')
  .replace('<rect ', '<rect x="-4" y="-4" ')
  .replace('width="32" height="32"', 'width="40" height="40"')
/** One colour: systems take only where it is not transparent. */
const badge = drawing.replace(/<rect [^>]*>/, '')

const icons = [
  { name: 'icon-192.png', size: 192, svg: drawing },
  { name: 'icon-512.png', size: 512, svg: drawing },
  { name: 'icon-maskable-512.png', size: 512, svg: maskable },
  { name: 'apple-touch-icon.png', size: 180, svg: full },
  { name: 'badge-96.png', size: 96, svg: badge },
]

const browser = await startBrowser()
for (const { name, size, svg } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const sized = svg.replace('<svg ', `<svg width="${size}" height="${size}" style="display:block" `)
  await page.setContent(`<body style="margin:0">${sized}</body>`)
  writeFileSync(join(folder, name), await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
