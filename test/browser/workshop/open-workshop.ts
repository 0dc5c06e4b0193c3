/** Builds the workshop, serves it on a free port and opens it in a real Chromium. A page that breaks its content policy fails. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { hearComplaints, startBrowser } from '../../support/chromium.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

interface Workshop {
  /** `query`: what the page shows; see main.tsx. */
  open(query?: string, options?: BrowserContextOptions): Promise<Page>
  /** What the pages complained of since the last time this was asked: errors, and breaches of the policy. */
  complaints(): readonly string[]
  close(): Promise<void>
}

async function openWorkshop(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'parlance-workshop-'))
  await build({
    configFile: join(import.meta.dirname, '../../../web/vite.config.ts'),
    root: import.meta.dirname,
    base: './',
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const file = join(folder, pathname === '/' ? 'index.html' : pathname)
    void readFile(file).then(
      (content) =>
        response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(content),
      () => response.writeHead(204).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const browser = await startBrowser()
  const heard: string[] = []
  return {
    async open(query = '', options = {}) {
      const context = await browser.newContext({
        viewport: { width: 900, height: 700 },
        timezoneId: 'UTC',
        ...options,
      })
      const page = await context.newPage()
      hearComplaints(page, heard)
      await page.goto(`http://127.0.0.1:${port}/?${query}`)
      await page.waitForSelector('article')
      return page
    },
    complaints: () => heard.splice(0),
    async close() {
      await browser.close()
      server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One for the whole file. A page that complained of anything fails the test in which it did. */
export function useWorkshop(): () => Workshop {
  let workshop: Workshop | null = null
  beforeAll(async () => {
    workshop = await openWorkshop()
  }, 60_000)
  afterAll(() => workshop?.close())
  afterEach(() => expect(workshop?.complaints()).toEqual([]))
  return () => {
    if (workshop === null) throw new Error('the workshop is not open yet')
    return workshop
  }
}
