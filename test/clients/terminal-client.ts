/** What every IRC client at a terminal must be able to do here, told once and played with each. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { register, type LineClient } from '../door/line-client.ts'
import { startForClients, type ClientsServer } from './clients-server.ts'
import { isMissing, startTerminal, type Terminal } from './terminal.ts'

/** It may have to be built first. */
const startDeadlineMs = 60_000
/** Of one test: on a busy machine every look at the screen takes its time. */
const playDeadlineMs = 60_000

export interface ClientProgram {
  readonly program: string
  /** The Debian packages that provide it. */
  readonly packages: string
  /** The name of who uses it; also the name of the account. */
  readonly user: string
  /** Writes what the program reads at its start, and answers how it is started. */
  prepare(place: { readonly home: string; readonly server: ClientsServer }): readonly string[]
  /** What is typed to connect anew, to leave, and to empty what a window shows. */
  readonly connect: string
  readonly disconnect: string
  readonly clear: string
  /** What is typed to look at the words of the server, at a channel, or at the words with a person. */
  lookAt(what: string | null): string
  /** On the screen once SASL succeeded. */
  readonly signedIn: RegExp
}

export function playWith(client: ClientProgram): void {
  const { user, packages } = client
  const missing = isMissing(client.program) || isMissing('tmux')
  describe.skipIf(missing)(
    `${client.program} (${packages}, tmux: scripts/setup)`,
    { timeout: playDeadlineMs },
    () => {
      let server: ClientsServer
      let terminal: Terminal
      let ann: LineClient
      /** What was opened is closed, last first, also when opening the next failed. */
      const closing: (() => Promise<void> | void)[] = []

      beforeAll(async () => {
        server = await startForClients()
        closing.unshift(() => server.stop())
        ann = await register(server.plainPort, 'ann')
        closing.unshift(() => ann.destroy())
        ;(await register(server.plainPort, user)).destroy()
        const home = join(server.folder, 'home')
        mkdirSync(home)
        terminal = await startTerminal({ command: client.prepare({ home, server }), folder: home })
        closing.unshift(() => terminal.end())
      }, startDeadlineMs)

      afterAll(async () => {
        for (const close of closing) await close()
      })

      test('is sure of the certificate by its fingerprint, and signs in with SASL', async () => {
        await look(null, client.signedIn)
        await look('#general', new RegExp(`${user} .*has joined #general`))
      })

      test('joins a channel, hears the plain door there and is heard', async () => {
        await terminal.type('/join #tea')
        await terminal.shows(new RegExp(`${user} .*has joined #tea`))
        await ann.ask('/join #tea', '* talking in #tea')
        await terminal.shows(/ann .*has joined #tea/)
        await ann.ask('hello from nc', '[#tea] ann: hello from nc')
        ann.say('/me waves')
        await terminal.shows(/ann\W+hello from nc[^]*\* [ |]*ann waves/)
        await terminal.type('Grüße aus dem Terminal')
        await ann.waitFor(`[#tea] ${user}: Grüße aus dem Terminal`)
        await terminal.type('/me nods')
        await ann.waitFor(`[#tea] * ${user} nods`)
      })

      test('writes and receives private messages', async () => {
        await ann.ask(`/pm ${user} psst`, `[pm -> ${user}] psst`)
        await look('ann', /ann\W+psst/)
        await terminal.type('quiet, please')
        await ann.waitFor(`[pm] ${user}: quiet, please`)
      })

      test('is shown on return what it missed, and not again what it had seen', async () => {
        await terminal.type(client.lookAt('#tea'))
        await terminal.type(client.clear)
        await terminal.type(client.disconnect)
        await server.lost(user)
        await ann.ask('missed words', '[#tea] ann: missed words')
        await ann.ask('/me did a missed thing', '[#tea] * ann did a missed thing')
        await ann.ask(`/pm ${user} missed secret`, `[pm -> ${user}] missed secret`)
        await comeBack()
        const screen = await terminal.shows(/ann\W+missed words[^]*\* [ |]*ann did a missed thing/)
        expect(screen).not.toContain('hello from nc')
        expect(screen.split('missed words')).toHaveLength(2)
        const words = await look('ann', /ann\W+missed secret/)
        expect(words.split('psst')).toHaveLength(2)
      })

      test('shows a kick by the console with its reason and its time', async () => {
        await terminal.type(client.lookAt(null))
        await terminal.type(client.clear)
        await server.console('kick', user, '60', 'too', 'loud')
        await terminal.shows(/You were kicked by the operator for 1 min: too loud/)
      })

      test('is refused with the reason while the kick runs, and let in when it is lifted', async () => {
        await terminal.type(client.clear)
        await terminal.type(client.connect)
        await terminal.shows(/you were kicked; you can come back in (1 min|\d+ s): too loud/)
        await ann.ask('nobody loud is here', '[#tea] ann: nobody loud is here')
        await server.console('unban', user)
        await terminal.type(client.lookAt('#tea'))
        await terminal.type(client.clear)
        await comeBack()
        await terminal.shows(/ann\W+nobody loud is here/)
        await terminal.type('I am quiet now')
        await ann.waitFor(`[#tea] ${user}: I am quiet now`)
      })

      async function comeBack(): Promise<void> {
        await terminal.type(client.lookAt(null))
        await terminal.type(client.clear)
        await terminal.type(client.connect)
        await look(null, client.signedIn)
        await look('#tea', new RegExp(`${user} .*has joined #tea`))
      }

      /** A window may be made only by what is awaited, so it is asked for again. */
      function look(what: string | null, match: RegExp): Promise<string> {
        return terminal.shows(match, () => terminal.type(client.lookAt(what)))
      }
    },
  )
}
