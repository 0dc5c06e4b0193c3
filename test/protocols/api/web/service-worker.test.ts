/** The service worker in a real Chromium: it opens the page without a server, and tells of messages when the page is closed. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { WirePushNote } from '../../../../src/protocols/api/wire.ts'
import { hasChromium, startBrowser } from '../../../support/chromium.ts'
import { Link } from '../../../support/link.ts'
import { WorkerDriver } from '../../../support/worker-driver.ts'
import { password, startApi, type ApiServer } from '../door/api-server.ts'

function said(text: string | null, more: object = {}): WirePushNote {
  const channel = { id: 'C1', kind: 'public', name: 'général' }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- ids are text on the way
  return {
    is: 'message',
    channel,
    author: 'bob',
    text,
    message: 'M1',
    at: 1,
    count: 1,
    ...more,
  } as WirePushNote
}

describe.runIf(hasChromium)('the service worker', () => {
  let browser: Browser
  let server: ApiServer
  let context: BrowserContext
  let page: Page
  const complaints: string[] = []

  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())

  beforeEach(async () => {
    server = await startApi()
    await server.register('ann')
    const origin = `http://${server.place}`
    context = await browser.newContext({ baseURL: origin, locale: 'en' })
    await context.grantPermissions(['notifications'], { origin })
    page = await context.newPage()
    page.on(
      'console',
      (line) => line.text().includes('Content Security Policy') && complaints.push(line.text()),
    )
  }, 60_000)
  afterEach(async () => {
    await context.close()
    await server.stop()
    expect(complaints.splice(0)).toEqual([])
  })

  async function signIn(path = '/', origin = ''): Promise<void> {
    await page.goto(`${origin}/`)
    const body = JSON.stringify(JSON.stringify({ name: 'ann', password }))
    const headers = '{ "Content-Type": "application/json" }'
    await page.evaluate(`fetch('/api/user.sign-in', { method: 'POST', headers: ${headers}, body: ${body} })`)
    await page.goto(`${origin}${path}`)
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  }

  const driver = () => WorkerDriver.of(page, `http://${server.place}`)

  test('is served at one address, asked for every time', async () => {
    const { status, headers } = await fetch(`http://${server.place}/service-worker.js`)
    expect(status).toBe(200)
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('service-worker-allowed')).toBe('/')
    expect(headers.get('content-type')).toMatch(/javascript/)
    expect(headers.get('content-security-policy')).toContain("worker-src 'self'")
  })

  test('the page opens after the server has gone, says so calmly, and goes on when it is back', async () => {
    // Not the browser's own way of being offline: a page that is opened just after may still get through.
    const link = await Link.open(() => Number(server.place.split(':')[1]))
    onTestFinished(() => link.close())
    await signIn('/c/general', `http://127.0.0.1:${link.port}`)
    await expect.poll(() => page.getByRole('log').count()).toBe(1)
    const keeps = () => page.evaluate<boolean>("caches.match('/').then((kept) => kept !== undefined)")
    await expect.poll(keeps).toBe(true)
    link.become('cut')
    await page.reload()
    await expect.poll(() => page.locator('main [role=status]').textContent()).toMatch(/server/i)
    link.become('open')
    await expect.poll(() => page.getByRole('log').count(), { timeout: 15_000 }).toBe(1)
  }, 60_000)

  test('a push becomes a notification; those of one channel become one', async () => {
    await signIn()
    const worker = await driver()
    await worker.push(said('tea?'))
    await expect
      .poll(() => worker.shown())
      .toEqual([
        {
          title: 'bob (#général)',
          body: 'tea?',
          tag: 'C1',
          data: { path: '/c/g%C3%A9n%C3%A9ral/M1', count: 1 },
        },
      ])
    await worker.push(said('<b>now</b>', { count: 2, message: 'M2' }))
    await expect
      .poll(() => worker.shown())
      .toEqual([
        {
          title: '#général',
          body: '3 new messages\nbob: <b>now</b>',
          tag: 'C1',
          data: { path: '/c/g%C3%A9n%C3%A9ral/M2', count: 3 },
        },
      ])
    await worker.push(said(null, { channel: { id: 'C2', kind: 'direct', name: '' } }))
    await expect.poll(async () => (await worker.shown()).length).toBe(2)
    expect((await worker.shown()).find(({ tag }) => tag === 'C2')).toMatchObject({
      title: 'bob',
      body: 'A new message',
      data: { path: '/d/bob/M1' },
    })
  }, 60_000)

  test('what is no note of this server does no harm', async () => {
    await signIn()
    const worker = await driver()
    for (const text of ['', 'not JSON', '{}', '[]', 'null', '{"is":"other"}']) await worker.push(text)
    await worker.push({ is: 'test', at: 1 })
    await expect
      .poll(async () => (await worker.shown()).map(({ title, tag }) => ({ title, tag })))
      .toEqual([{ title: 'Parlance', tag: 'test' }])
  }, 60_000)

  test('the manifest has all that an installation needs', async () => {
    await page.goto('/')
    const session = await context.newCDPSession(page)
    const { errors, url } = await session.send('Page.getAppManifest')
    expect([errors, url]).toEqual([[], `http://${server.place}/manifest.webmanifest`])
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
    // Private windows, as those of tests, install nothing: the only thing that is missing.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  }, 60_000)
})
