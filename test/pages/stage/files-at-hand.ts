/** How a person brings files to the page, and what they see and get of them. What runs in the page is text: these files know no browser. */
import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import type { MadeFile } from '../../support/made-files.ts'
import type { Person } from './person.ts'

export function chooser({ page }: Person): Locator {
  return page.locator('input[type=file]')
}

/** Those beside what is being written, and those of a message that waits for them. */
export function chosen({ page }: Person): Locator {
  return page.getByRole('list', { name: 'Files to send' }).getByRole('listitem')
}

export async function shares(person: Person, text: string, files: readonly MadeFile[]): Promise<void> {
  await chooser(person).setInputFiles([...files])
  await chosen(person)
    .nth(files.length - 1)
    .waitFor()
  await person.says(text)
}

/** Something hangs over the page, and is not dropped yet. */
export async function drags({ page }: Person): Promise<void> {
  await page.evaluate(`{
    const held = new DataTransfer()
    held.items.add(new File(['x'], 'x.txt'))
    document.body.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: held }))
  }`)
}

/** As a browser gives files to a page on which something is dropped, or into which something is pasted. */
export async function hands(
  { page }: Person,
  kind: 'drop' | 'paste',
  files: readonly MadeFile[],
): Promise<void> {
  const given = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    text: buffer.toString('base64'),
  }))
  await page.evaluate(`{
    const held = new DataTransfer()
    for (const { name, mimeType, text } of ${JSON.stringify(given)}) {
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
      held.items.add(new File([bytes], name, { type: mimeType }))
    }
    const way = { bubbles: true, cancelable: true }
    if (${kind === 'paste'})
      document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { ...way, clipboardData: held }))
    else document.body.dispatchEvent(new DragEvent('drop', { ...way, dataTransfer: held }))
  }`)
}

/** What a property of an element says. */
export function propertyOf(element: Locator, name: string): Promise<unknown> {
  return element.evaluate((found: Readonly<Record<string, unknown>>, wanted) => found[wanted], name)
}

/** As somebody does with the buttons of the browser's own; they cannot be found by their words. */
export function plays(video: Locator): Promise<void> {
  return video.evaluate(async (found: { muted: boolean; play(): Promise<void> }) => {
    found.muted = true
    await found.play()
  })
}

/** How many pixels wide the browser has really drawn it; 0: not yet. */
export async function widthOf(picture: Locator): Promise<unknown> {
  return (await propertyOf(picture, 'complete')) === true ? propertyOf(picture, 'naturalWidth') : 0
}

export async function saved({ page }: Person, link: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  return readFile(await download.path())
}

export interface Valley {
  /** No connection at all. */
  enterTunnel(): Promise<void>
  leave(): Promise<void>
}

/** The connection of a person becomes as slow as that of a phone in a valley. */
export async function slowly({ context, page }: Person): Promise<Valley> {
  const session = await context.newCDPSession(page)
  await session.send('Network.enable')
  const emulate = async (offline: boolean, uploadThroughput: number): Promise<void> => {
    const conditions = { offline, latency: 0, downloadThroughput: -1, uploadThroughput }
    await session.send('Network.emulateNetworkConditions', conditions)
  }
  await emulate(false, 200_000)
  return { enterTunnel: () => emulate(true, 200_000), leave: () => emulate(false, -1) }
}

/** How much of it has been sent, from 0 to 1. */
export function sent(chip: Locator): Promise<unknown> {
  return propertyOf(chip.locator('progress'), 'position')
}

const recording = `(async () => {
  const canvas = document.createElement('canvas')
  canvas.width = 320
  canvas.height = 240
  const pen = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' })
  const parts = []
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data))
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }))
  recorder.start(50)
  // The first parts of a busy machine hold no picture yet, and a file without one has no length.
  const size = () => parts.reduce((sum, { size }) => sum + size, 0)
  for (let frame = 0; frame < 12 || size() < 1000; frame++) {
    await new Promise(requestAnimationFrame)
    pen.fillStyle = 'hsl(' + frame * 30 + ' 60% 50%)'
    pen.fillRect(0, 0, 320, 240)
  }
  recorder.stop()
  await stopped
  return [...new Uint8Array(await new Blob(parts).arrayBuffer())]
})()`

/** One that a browser can play, 320 by 240: recorded by the browser itself. */
export async function recordedVideo({ page }: Person): Promise<MadeFile> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the script above answers
  const bytes = (await page.evaluate(recording)) as readonly number[]
  return { name: 'moving.webm', mimeType: 'video/webm', buffer: Buffer.from(bytes) }
}
