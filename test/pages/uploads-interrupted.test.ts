/** Files whose way to the server is interrupted: they go on where they were, and nothing that was written is lost. */
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../process/server-process.ts'
import { hasChromium } from '../support/chromium.ts'
import { textFile } from '../support/made-files.ts'
import { chooser, chosen, saved, sent, slowly } from './stage/files-at-hand.ts'
import { startMortal } from './stage/mortal.ts'
import type { Person } from './stage/person.ts'
import { useVisitors } from './stage/visitors.ts'

const visit = useVisitors()

async function opens(at: string, name: string): Promise<Person> {
  return (await visit(at)).registers(name)
}

/** One that a browser knows again when it is chosen again. */
async function fileOnDisk(name: string, bytes: Buffer): Promise<string> {
  const folder = temporaryFolder()
  onTestFinished(() => folder.remove())
  const path = join(folder.path, name)
  await writeFile(path, bytes)
  return path
}

/** Which parts of files the page has sent, by where they begin. */
function offsetsOf({ page }: Person): readonly number[] {
  const offsets: number[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') offsets.push(Number(request.headers()['upload-offset']))
  })
  return offsets
}

describe.runIf(hasChromium)('a file that is on its way', { timeout: 90_000 }, () => {
  test('when the server is killed goes on by itself where it was, and is the same file', async () => {
    const server = await startMortal()
    const ann = await opens(server.at, 'ann')
    const bob = await opens(server.at, 'bob')
    const offsets = offsetsOf(ann)
    const bytes = randomBytes(1_500_000)
    const valley = await slowly(ann)
    await chooser(ann).setInputFiles({ name: 'big.bin', mimeType: '', buffer: bytes })
    await expect.poll(() => sent(chosen(ann))).toBeGreaterThan(0.3)
    await ann.says('here it is')
    await server.kill()
    await chosen(ann).getByText('waiting for the connection').waitFor()
    await valley.leave()
    await server.comesBack()
    const link = bob.message('here it is').getByRole('link', { name: 'Save big.bin' })
    // A connection that is dead and does not say so is given up after 25 seconds.
    await link.waitFor({ timeout: 50_000 })
    expect((await saved(bob, link)).equals(bytes)).toBe(true)
    expect(offsets[0]).toBe(0)
    expect(offsets.at(-1)).toBeGreaterThan(0)
    expect(await ann.message('here it is').count()).toBe(1)
  }, 90_000)

  test('without a connection waits, and goes on when it is back', async () => {
    const server = await startMortal()
    const ann = await opens(server.at, 'ann')
    const valley = await slowly(ann)
    const bytes = randomBytes(800_000)
    await chooser(ann).setInputFiles({ name: 'big.bin', mimeType: '', buffer: bytes })
    await expect.poll(() => sent(chosen(ann))).toBeGreaterThan(0.1)
    await valley.enterTunnel()
    await chosen(ann).getByText('waiting for the connection').waitFor()
    await valley.leave()
    await expect.poll(() => chosen(ann).innerText(), { timeout: 20_000 }).toContain('781 kB')
    await ann.composer().press('Enter')
    const link = ann.log().getByRole('link', { name: 'Save big.bin' })
    // A connection that is dead and does not say so is given up after 25 seconds.
    await link.waitFor({ timeout: 50_000 })
    expect((await saved(ann, link)).equals(bytes)).toBe(true)
  }, 90_000)

  test('when the page is loaded anew is named, and what was written and what is there already stays', async () => {
    const server = await startMortal()
    const ann = await opens(server.at, 'ann')
    await chooser(ann).setInputFiles(textFile('there.txt', 'all of it'))
    await chosen(ann).getByText('9 bytes', { exact: true }).waitFor()
    const valley = await slowly(ann)
    const bytes = randomBytes(800_000)
    const half = await fileOnDisk('half.bin', bytes)
    await chooser(ann).setInputFiles(half)
    await expect.poll(() => sent(chosen(ann).filter({ hasText: 'half.bin' }))).toBeGreaterThan(0.1)
    await ann.composer().fill('with two files')
    await ann.page.reload()
    await valley.leave()
    await ann.page.getByText('before these files had come whole: half.bin').waitFor()
    await expect.poll(() => ann.composer().inputValue()).toBe('with two files')
    expect(await chosen(ann).count()).toBe(1)
    const offsets = offsetsOf(ann)
    await chooser(ann).setInputFiles(half)
    await chosen(ann).nth(1).waitFor()
    await ann.composer().press('Enter')
    const row = ann.message('with two files')
    await row.getByRole('link', { name: 'Save there.txt' }).waitFor()
    const link = row.getByRole('link', { name: 'Save half.bin' })
    expect((await saved(ann, link)).equals(bytes)).toBe(true)
    expect(offsets).toHaveLength(1)
    expect(offsets[0]).toBeGreaterThan(0)
  }, 90_000)

  test('of a message that was sent, when the page is closed, leaves the words: they go without it', async () => {
    const server = await startMortal()
    const ann = await opens(server.at, 'ann')
    await slowly(ann)
    await chooser(ann).setInputFiles({ name: 'lost.bin', mimeType: '', buffer: randomBytes(800_000) })
    await expect.poll(() => sent(chosen(ann))).toBeGreaterThan(0.1)
    await ann.says('my words')
    await ann.page.getByText('Sending…').waitFor()
    await ann.page.reload()
    await ann.page.getByText('The page was closed before all of this had come: lost.bin.').waitFor()
    await ann.button('Send without').click()
    const row = ann.message('my words')
    await expect.poll(() => row.getByText('Send without').count()).toBe(0)
    await ann.page.reload()
    await expect.poll(() => row.count()).toBe(1)
  }, 90_000)
})
