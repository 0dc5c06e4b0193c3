/** A whole server with the built web client, a real browser, and the people in front of it. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, onTestFinished } from 'vitest'
import type { Clock } from '../../../src/core/ports.ts'
import { startApi, type ApiServer, type Page as ApiPage } from '../../protocols/api/door/api-server.ts'
import { ensureBuilt, root } from '../../process/server-process.ts'
import { startBrowser } from '../../support/chromium.ts'
import { Person } from './person.ts'

export interface Stage {
  readonly server: ApiServer
  readonly browser: Browser
  /** A new window at the first page. */
  opens(options?: BrowserContextOptions): Promise<Person>
  /** The same, registered under that name. */
  registers(name: string, options?: BrowserContextOptions): Promise<Person>
  /** Somebody who uses the API without a browser: quick, for those who only have to be there. */
  extra(name: string): Promise<ApiPage>
}

/** One for the whole file; `settings` of its server. Whatever a page complained of fails the test in which it did. */
export function useStage(
  settings: readonly string[] = [],
  { flags = [], ...options }: { readonly clock?: Clock; readonly flags?: readonly string[] } = {},
): () => Stage {
  let stage: Stage | null = null
  const people: Person[] = []
  beforeAll(async () => {
    if (!existsSync(join(root, 'dist', 'web', 'index.html'))) ensureBuilt()
    const [server, browser] = await Promise.all([
      startApi(['irc.enabled=true', 'users.guests=true', ...settings], options),
      startBrowser(flags),
    ])
    const opens = async (options: BrowserContextOptions = {}) => {
      const person = await Person.opens(browser, { at: `http://${server.place}`, ...options })
      people.push(person)
      onTestFinished(async ({ task }) => {
        if (task.result?.state === 'fail') console.error(await person.lastLook())
        await person.close()
      })
      return person
    }
    stage = {
      server,
      browser,
      opens,
      registers: async (name, options) => (await opens(options)).registers(name),
      extra: (name) => server.register(name),
    }
  }, 60_000)
  afterEach(() => {
    expect(people.splice(0).flatMap(({ complaints }) => complaints)).toEqual([])
  })
  afterAll(async () => {
    await stage?.browser.close()
    await stage?.server.stop()
  })
  return () => {
    if (stage === null) throw new Error('the stage is not open yet')
    return stage
  }
}
