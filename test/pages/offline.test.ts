/** Without a server the page opens with what this device has kept; what happened meanwhile is caught up with; who goes leaves nothing. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { startMortal, type Mortal } from './stage/mortal.ts'
import { password, type Person } from './stage/person.ts'
import { useVisitors } from './stage/visitors.ts'

const visit = useVisitors()

async function opens(server: Mortal, name: string): Promise<Person> {
  const person = await visit(server.at)
  await person.registers(name)
  // The worker has to have filled its cache, and to answer for this page.
  await person.page.evaluate('navigator.serviceWorker.ready.then(() => null)')
  await expect.poll(() => person.page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true)
  return person
}

interface KeptHere {
  readonly places: readonly { readonly user: { readonly name: string } }[]
  readonly logs: readonly {
    readonly channel: string
    readonly messages: readonly { readonly text: string }[]
  }[]
}

const readKept = `(async () => {
  const answer = (asked) => new Promise((resolve, reject) => {
    asked.addEventListener('success', () => resolve(asked.result))
    asked.addEventListener('error', () => reject(asked.error))
  })
  // Asking for one that is not there would make it.
  const found = await indexedDB.databases()
  if (!found.some(({ name }) => name === 'parlance-kept')) return { places: [], logs: [] }
  const database = await answer(indexedDB.open('parlance-kept'))
  const read = (name) => answer(database.transaction(name).objectStore(name).getAll())
  const kept = { places: await read('places'), logs: await read('logs') }
  database.close()
  return kept
})()`

/** What lies in the browser's database. */
function kept({ page }: Person): Promise<KeptHere> {
  return page.evaluate<KeptHere>(readKept)
}

async function keptTexts(person: Person): Promise<readonly string[]> {
  return (await kept(person)).logs.flatMap(({ messages }) => messages.map(({ text }) => text))
}

/** A call of the API by whoever is signed in on the page. */
async function call<T>({ page }: Person, name: string, input: unknown): Promise<T> {
  const asked = { name, body: JSON.stringify(input) }
  const answer = await page.evaluate(async ({ name, body }) => {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`/api/${name}`, { method: 'POST', headers, body })
    return { ok: response.ok, body: await response.json() }
  }, asked)
  expect(answer).toMatchObject({ ok: true })
  return answer.body as T
}

async function says(person: Person, channel: string, text: string): Promise<string> {
  const { message } = await call<{ message: { id: string } }>(person, 'message.send', { channel, text })
  return message.id
}

/** Says much, by whoever is signed in on the page, which need not draw it. */
async function floods({ page, context, at }: Person, count: number): Promise<void> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { 'content-type': 'application/json', origin: at, cookie }
  await page.goto('about:blank')
  const say = async (text: string) => {
    const body = JSON.stringify({ channel: 'general', text })
    const response = await fetch(`${at}/api/message.send`, { method: 'POST', headers, body })
    expect(response.status).toBe(200)
  }
  for (let said = 0; said < count; said += 50)
    await Promise.all(Array.from({ length: 50 }, (_, index) => say(`flood ${said + index}`)))
  await page.goBack()
}

describe.runIf(hasChromium)('without a server', { timeout: 90_000 }, () => {
  test('the page opens with what was read, takes what is written, and sends it', async () => {
    const server = await startMortal()
    const ann = await opens(server, 'ann')
    const bob = await opens(server, 'bob')
    await ann.says('first')
    await bob.says('second')
    await ann.sees('second')
    await expect.poll(() => keptTexts(ann)).toEqual(['first', 'second'])
    await server.kill()
    await ann.page.reload()
    await ann.sees('second')
    expect(await ann.texts()).toEqual(['first', 'second'])
    await ann.page.getByText(/No connection|Connecting/).waitFor()
    await ann.link('general').first().waitFor()
    await ann.says('written where there is nobody')
    await ann.sees('written where there is nobody')
    await ann.page.reload()
    await ann.sees('written where there is nobody')
    await server.comesBack()
    await bob.sees('written where there is nobody')
    await expect.poll(() => ann.page.getByText(/No connection|Connecting/).count()).toBe(0)
    await bob.says('welcome back')
    await ann.sees('welcome back')
    const all = ['first', 'second', 'written where there is nobody', 'welcome back']
    await expect.poll(() => ann.texts()).toEqual(all)
  })

  test('what happened meanwhile appears: nothing twice, nothing missing, and what was deleted is gone', async () => {
    const server = await startMortal(['limits.enabled=false'])
    const cleo = await opens(server, 'cleo')
    const dan = await opens(server, 'dan')
    const [edited, deleted, loved] = [
      await says(dan, 'general', 'to be edited'),
      await says(dan, 'general', 'to be deleted'),
      await says(dan, 'general', 'to be loved'),
    ]
    await cleo.sees('to be loved')
    await expect.poll(() => keptTexts(cleo)).toContain('to be loved')
    await cleo.page.goto('about:blank')
    await call(dan, 'message.edit', { channel: 'general', message: edited, text: 'has been edited' })
    await call(dan, 'message.delete', { channel: 'general', message: deleted })
    await call(dan, 'message.react', { channel: 'general', message: loved, reaction: '👍' })
    for (let at = 1; at <= 30; at++) await says(dan, 'general', `meanwhile ${at}`)
    await server.kill()
    await cleo.goesTo('/c/general')
    await cleo.sees('to be deleted')
    await server.comesBack()
    await cleo.sees('has been edited')
    await expect.poll(() => cleo.message('to be deleted').count()).toBe(0)
    await cleo.message('to be loved').getByRole('button', { name: /👍/ }).waitFor()
    // At the newest before, and not seen: one goes to where it begins.
    await cleo.sees('meanwhile 1')
    expect(await cleo.page.locator('.new-line').isVisible()).toBe(true)
    await cleo.button(/new messages$|^Newest$/).click()
    await cleo.sees('meanwhile 30')
    const meanwhile = Array.from({ length: 30 }, (_, index) => `meanwhile ${index + 1}`)
    await expect.poll(() => keptTexts(cleo)).toEqual(['has been edited', '', 'to be loved', ...meanwhile])
  })

  test('where too much was missed, what was kept is read anew', async () => {
    const server = await startMortal(['limits.enabled=false'])
    const emil = await opens(server, 'emil')
    const finn = await opens(server, 'finn')
    await says(finn, 'general', 'before')
    await emil.sees('before')
    await expect.poll(() => keptTexts(emil)).toEqual(['before'])
    await emil.page.goto('about:blank')
    await floods(finn, 2050)
    await says(finn, 'general', 'after the flood')
    await server.kill()
    await emil.goesTo('/c/general')
    await emil.sees('before')
    await server.comesBack()
    await emil.sees('after the flood')
    await expect.poll(() => keptTexts(emil)).toContain('after the flood')
    const texts = await keptTexts(emil)
    expect(texts).toHaveLength(100)
    expect(texts).not.toContain('before')
  })

  test('a message that is deleted goes from what is kept, of channels too that nobody looks at', async () => {
    const server = await startMortal()
    const gina = await opens(server, 'gina')
    const hugo = await opens(server, 'hugo')
    await call(hugo, 'channel.create', { name: 'side' })
    const secret = await says(hugo, 'side', 'a secret')
    await gina.goesTo('/c/side')
    await gina.button('Join').click()
    await gina.sees('a secret')
    await expect.poll(() => keptTexts(gina)).toContain('a secret')
    await gina.goesTo('/c/general')
    await gina.composer().waitFor()
    await call(hugo, 'message.delete', { channel: 'side', message: secret })
    await expect.poll(() => keptTexts(gina)).not.toContain('a secret')
  })

  test('whoever signs out leaves nothing, with a server and without', async () => {
    const server = await startMortal()
    const ida = await opens(server, 'ida')
    await ida.says('mine')
    await expect.poll(() => keptTexts(ida)).toContain('mine')
    await ida.goesTo('/settings')
    await ida.button('Sign out').first().click()
    await ida.button('Sign in').waitFor()
    await expect.poll(() => kept(ida)).toEqual({ places: [], logs: [] })
    await ida.signsIn('ida')
    await ida.sees('mine')
    await expect.poll(() => keptTexts(ida)).toContain('mine')
    await ida.composer().fill('half a thought')
    await server.kill()
    await ida.page.getByText(/No connection|Connecting/).waitFor()
    await ida.goesTo('/settings')
    await ida.button('Sign out').first().click()
    await ida.button('Sign out all the same').click()
    await ida.page.getByText('The server does not answer.').waitFor()
    expect(await kept(ida)).toEqual({ places: [], logs: [] })
    expect(await ida.page.evaluate('JSON.stringify(localStorage)')).not.toContain('half a thought')
    await ida.page.reload()
    await ida.page.getByText('The server does not answer.').waitFor()
    await server.comesBack()
    // The cookie is taken as soon as the server can be told.
    await ida.button('Sign in').waitFor()
  })

  test('a sign-in that was ended elsewhere, and another user, leave nothing to read', async () => {
    const server = await startMortal()
    const jana = await opens(server, 'jana')
    await jana.says('of jana')
    await expect.poll(() => keptTexts(jana)).toContain('of jana')
    await jana.page.goto('about:blank')
    await jana.context.clearCookies()
    await jana.goesTo('/')
    await jana.button('Sign in').waitFor()
    await expect.poll(() => kept(jana)).toEqual({ places: [], logs: [] })
    await jana.signsIn('jana')
    await expect.poll(() => keptTexts(jana)).toContain('of jana')
    // Another one, whom another tab has signed in.
    const body = JSON.stringify({ name: 'karl', password })
    await jana.page.goto('about:blank')
    await jana.context.clearCookies()
    await jana.context.request.post(`${server.at}/api/user.register`, {
      headers: { 'content-type': 'application/json', origin: server.at },
      data: body,
    })
    await jana.goesTo('/c/general')
    await jana.composer().waitFor()
    await expect.poll(async () => (await kept(jana)).places.map(({ user }) => user.name)).toEqual(['karl'])
    await expect.poll(() => keptTexts(jana)).toEqual(['of jana'])
  })

  test('a browser that keeps nothing does without', async () => {
    const server = await startMortal()
    const lena = await visit(server.at)
    await lena.context.addInitScript('Object.defineProperty(window, "indexedDB", { value: undefined })')
    await lena.page.reload()
    await lena.registers('lena')
    await lena.says('still here')
    await lena.sees('still here')
    await lena.page.reload()
    await lena.sees('still here')
    expect(lena.complaints).toEqual([])
  })
})
