/** Files in the browser of a server that does not take every one: the reason stands beside the file, and where it helps one tries again. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ensureBuilt, root } from '../process/server-process.ts'
import { startApi, type ApiServer } from '../protocols/api/door/api-server.ts'
import { FakeClamd, marker, signature } from '../support/fake-clamd.ts'
import { hasChromium } from '../support/chromium.ts'
import { pictureFile, textFile } from '../support/made-files.ts'
import { chooser, chosen, saved } from './stage/files-at-hand.ts'
import type { Person } from './stage/person.ts'
import { useVisitors } from './stage/visitors.ts'

const visit = useVisitors()
let clamd: FakeClamd
let server: ApiServer

beforeAll(async () => {
  if (!existsSync(join(root, 'dist', 'web', 'index.html'))) ensureBuilt()
  clamd = await FakeClamd.onPort()
  server = await startApi([`uploads.scan.clamd=${clamd.place}`])
}, 60_000)
afterAll(async () => {
  await server.inner.stop()
  await clamd.goAway()
})

async function opens(name: string): Promise<Person> {
  return (await visit(`http://${server.place}`)).registers(name)
}

describe.runIf(hasChromium)('a file that is scanned, or of a kind', { timeout: 60_000 }, () => {
  test('and found to be infected is named with what was found, and cannot be tried again', async () => {
    const ann = await opens('ann')
    await chooser(ann).setInputFiles(textFile('game.exe', marker))
    await chosen(ann).getByText(`The virus scanner has found ${signature} in it`).waitFor()
    expect(await ann.button('Try game.exe again').count()).toBe(0)
    await ann.button('Do not send game.exe').click()
    await expect.poll(() => chosen(ann).count()).toBe(0)
    await ann.says('without it')
    await ann.sees('without it')
  })

  test('when the scanner is not there waits for its owner, and is the same file when it is back', async () => {
    const bob = await opens('bob')
    await clamd.goAway()
    await chooser(bob).setInputFiles(textFile('notes.txt', 'all of it'))
    await chosen(bob).getByText('The virus scanner does not answer').waitFor()
    await bob.button('Try notes.txt again').click()
    await chosen(bob).getByText('The virus scanner does not answer').waitFor()
    await clamd.comeBack()
    await bob.button('Try notes.txt again').click()
    await chosen(bob).getByText('9 bytes', { exact: true }).waitFor()
    await bob.says('here it is')
    const link = bob.message('here it is').getByRole('link', { name: 'Save notes.txt' })
    await link.waitFor()
    expect((await saved(bob, link)).toString()).toBe('all of it')
  })

  test('of a kind that is not taken is refused before it is sent, or by what is in it; what is taken is told', async () => {
    await server.inner.reconfigure(['irc.enabled=false', 'uploads.types=[audio/*, application/pdf]'])
    const cleo = await opens('cleo')
    const asked: string[] = []
    cleo.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await chooser(cleo).setInputFiles(await pictureFile('hill.png', { width: 90, height: 60 }))
    await chosen(cleo).getByText('Files of this kind are not taken here, only: sounds, PDF.').waitFor()
    expect(await cleo.button('Try hill.png again').count()).toBe(0)
    expect(asked).not.toContain('/api/uploads')
    await chooser(cleo).setInputFiles(textFile('plan.pdf', 'no PDF at all'))
    const refused = chosen(cleo).filter({ hasText: 'plan.pdf' })
    await refused.getByText('That is text/plain, by what is in it; only these are taken here').waitFor()
    expect(await cleo.button('Try plan.pdf again').count()).toBe(0)
  })
})
