/** Makes the pictures in docs/screenshots: a real server, people who have talked, a real browser. Needs a build and /usr/bin/chromium. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { Person, password } from '../test/pages/stage/person.ts'
import { root, startProcess, temporaryFolder } from '../test/process/server-process.ts'
import { startBrowser } from '../test/support/chromium.ts'
import { freePort } from '../test/support/free-port.ts'

const folder = join(root, 'docs', 'screenshots')
const desktop = { width: 1280, height: 800 }
const phone = { width: 360, height: 740 }

class Studio {
  readonly at: string
  readonly #browser: Browser

  constructor(at: string, browser: Browser) {
    this.at = at
    this.#browser = browser
  }

  async opens(options: BrowserContextOptions = {}): Promise<Person> {
    return Person.opens(this.#browser, { at: this.at, viewport: desktop, deviceScaleFactor: 2, ...options })
  }

  /** Somebody who only talks: answers how they call. */
  async talker(name: string, displayName: string) {
    const entered = await this.#post('user.register', { name, password }, {})
    const cookie = entered.headers.get('set-cookie')?.split(';', 1).join('') ?? ''
    const call = async (verb: string, input: object): Promise<{ message?: { id: string } }> => {
      const answer = await this.#post(verb, input, { Cookie: cookie })
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the part of an answer that is looked at
      return (await answer.json()) as { message?: { id: string } }
    }
    await call('user.set-display-name', { displayName })
    return call
  }

  #post(verb: string, input: object, headers: Readonly<Record<string, string>>): Promise<Response> {
    const sent = { 'Content-Type': 'application/json', Origin: this.at, ...headers }
    return fetch(`${this.at}/api/${verb}`, { method: 'POST', headers: sent, body: JSON.stringify(input) })
  }
}

async function picture(person: Person, name: string): Promise<void> {
  await person.page.mouse.move(0, 0)
  await person.page.waitForLoadState('networkidle')
  await person.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' })
  console.log(`${name}.png`)
}

/** What there is to see: a few people, a few channels, an afternoon. */
async function talk(studio: Studio): Promise<void> {
  const ada = await studio.talker('ada', 'Ada Lindqvist')
  const bao = await studio.talker('bao', 'Bảo Nguyễn')
  const chi = await studio.talker('chidi', 'Chidi')
  for (const name of ['garden', 'release-2-0', 'kitchen']) await ada('channel.create', { name })
  for (const call of [bao, chi])
    for (const channel of ['garden', 'release-2-0']) await call('channel.join', { channel })
  await ada('channel.set-topic', { channel: 'release-2-0', topic: 'What is left before Friday' })
  const say = async (call: typeof ada, text: string) =>
    (await call('message.send', { channel: 'release-2-0', text })).message?.id ?? ''
  const first = await say(
    ada,
    'Good morning! **Two things** are left for 2.0:\n- the migration notes\n- a last look at the _dark_ theme',
  )
  await say(bao, 'I take the notes. @chidi, can you look at the colours?')
  const code = await say(
    chi,
    'Yes. By the way, this is all it takes now:\n```js\nchat.on("message.sent", ({ message }) => {\n  console.log(message.text) // once, and in order\n})\n```',
  )
  await bao('message.send', { channel: 'release-2-0', text: 'That is *short*. 🎉', replyTo: code })
  for (const call of [ada, bao])
    await call('message.react', { channel: 'release-2-0', message: code, reaction: '🚀' })
  for (const call of [bao, chi])
    await call('message.react', { channel: 'release-2-0', message: first, reaction: '👍' })
  await ada('message.pin', { channel: 'release-2-0', message: first })
  await ada('message.send', { channel: 'garden', text: 'The roses are in, who waters them this week?' })
  await chi('channel.open-direct', { user: 'ada' })
}

async function pictures(studio: Studio): Promise<void> {
  const first = await studio.opens()
  await first.page.getByLabel('Name').waitFor()
  await picture(first, 'first-visit')
  await first.close()
  await talk(studio)
  const eva = await studio.opens({ colorScheme: 'light' })
  await eva.registers('eva')
  for (const channel of ['release-2-0', 'garden']) {
    await eva.says(`/join #${channel}`)
    await eva.page.getByRole('heading', { name: `#${channel}` }).waitFor()
  }
  await eva.goesTo('/c/release-2-0')
  await eva.sees('Good morning!')
  await picture(eva, 'talk-light')
  const state = await eva.context.storageState()
  const dark = await studio.opens({ colorScheme: 'dark', storageState: state })
  await dark.goesTo('/c/release-2-0')
  await dark.sees('Good morning!')
  await picture(dark, 'talk-dark')
  await dark.close()
  const small = await studio.opens({ viewport: phone, hasTouch: true, isMobile: true, storageState: state })
  await small.goesTo('/c/release-2-0')
  await small.sees('Good morning!')
  await picture(small, 'talk-phone')
  await small.button('Show channels').tap()
  await picture(small, 'channels-phone')
  await small.close()
  for (const [path, name] of [
    ['/channels', 'channels'],
    ['/settings/profile', 'settings'],
    ['/settings/sign-ins', 'sign-ins'],
  ] as const) {
    await eva.goesTo(path)
    await eva.page.getByRole('heading', { level: 1 }).waitFor()
    await picture(eva, name)
  }
  await eva.close()
}

mkdirSync(folder, { recursive: true })
const data = temporaryFolder()
const port = await freePort()
const { server } = await startProcess(data.path, [`http.port=${port}`, 'channels.default=["general"]'])
const browser = await startBrowser()
try {
  await pictures(new Studio(`http://127.0.0.1:${port}`, browser))
} finally {
  await browser.close()
  await server.kill()
  data.remove()
}
