/** Two people at one server, each in a browser of their own; whatever a page complained of fails the test in which it did. */
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { People } from './browser.ts'
import { Server } from './server.ts'
import { register } from './steps.ts'

export interface TwoPeople {
  readonly server: Server
  readonly people: People
  readonly ada: Page
  readonly bob: Page
}

/** For the whole file. */
export function useTwoPeople(): () => TwoPeople {
  let all: TwoPeople | null = null
  beforeAll(async () => {
    const server = await Server.start()
    const people = await People.arrive()
    const [ada, bob] = [await people.person(server.base), await people.person(server.base)]
    all = { server, people, ada, bob }
    await register(ada, 'ada')
    await register(bob, 'bob')
  }, 150_000)
  afterEach(() => expect(all?.people.complaints()).toEqual([]))
  afterAll(async () => {
    await all?.people.leave()
    await all?.server.end()
  })
  return () => {
    if (all === null) throw new Error('they have not come yet')
    return all
  }
}
