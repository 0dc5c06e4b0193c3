import { PassThrough } from 'node:stream'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { completions } from '../../../src/protocols/console/completions.ts'
import { openTerminal, type Terminal } from '../../../src/protocols/console/index.ts'
import { openScene, until, type Scene } from './console-scene.ts'

const escape = '\u001b'

describe('the prompt on the terminal of the server', () => {
  let scene: Scene
  let terminal: Terminal
  let keys: PassThrough
  let shown = ''
  let interrupts = 0

  beforeAll(async () => {
    scene = await openScene()
    await scene.register('john')
  })
  afterAll(() => scene.close())

  beforeEach(() => {
    keys = new PassThrough()
    shown = ''
    interrupts = 0
    const output = { write: (text: string) => (shown += text), columns: 40 }
    const onInterrupt = (): void => void interrupts++
    terminal = openTerminal(scene.ports, { input: keys, output, systemUser: 'ann', onInterrupt })
  })
  afterEach(() => terminal.close())

  /** Types, and waits until something is shown after it. */
  async function type(text: string, answer: string): Promise<void> {
    const before = shown.length
    keys.write(text)
    await until(() => shown.slice(before).includes(answer), `${answer} in ${JSON.stringify(shown)}`)
  }

  it('begins with how to end the server, and answers', async () => {
    expect(shown).toContain('/kill or Ctrl-C ends the server')
    expect(shown).toContain('parlance> ')
    await type('/who\r', 'nobody is connected\n')
    await type('/kik\r', '! unknown command: /kik; did you mean /kick?')
    await type('\r', 'parlance> ')
  })

  it('shows facts and log lines above what is being typed, which stays', async () => {
    await type('/kick jo', '/kick jo')
    shown = ''
    terminal.write('12:00 INFO connected\n')
    expect(shown.startsWith(`\r${escape}[J12:00 INFO connected\n`)).toBe(true)
    expect(shown).toContain('parlance> /kick jo')
    await type('hnny\r', '! no such user: johnny')
  })

  it('clears all rows of a long line before it shows something above it', async () => {
    const long = '/announce '.padEnd(100, 'x')
    await type(long, long.slice(-20))
    shown = ''
    terminal.write('news\n')
    expect(shown.startsWith(`${escape}[2A\r${escape}[Jnews\n\n\n`)).toBe(true)
    await type('\r', 'announced to everybody connected')
  })

  it('shows facts for operators and warnings for everybody', async () => {
    await type('/kick john 60 spam\r', '* john was kicked by the operator for 60 s: spam\n')
    await type('/kill 90\r', '* the server shuts down in 90 s\n')
    expect(shown.match(/^\S*\* /gm)).toHaveLength(2)
  })

  it('asks for a password without showing or remembering it', async () => {
    await type('/passwd john\r', 'New password for john: ')
    shown = ''
    keys.write('battery')
    terminal.write('a log line\n')
    expect(shown).toContain('a log line\nNew password for john: ')
    await type(' staple\r', 'john has a new password and was signed out everywhere\n')
    expect(shown).not.toContain('battery')
    shown = ''
    await type(`${escape}[A`, '/passwd john')
    keys.write(`${escape}[A`)
    keys.write('\u0015/who\r')
    await until(() => shown.includes('nobody is connected'), 'the answer')
    expect(shown).not.toContain('battery')
  })

  it('takes Ctrl-C as "no" to a question, then as "away with this line", then as the end of the server', async () => {
    await type('/passwd john\r', 'New password for john: ')
    await type('secret\u0003', '! no password was given: nothing was changed')
    await type('/kick jo\u0003', 'Ctrl-C on an empty line ends the server')
    expect(interrupts).toBe(0)
    keys.write('\u0003')
    await until(() => interrupts === 1, 'the interrupt')
    expect(shown).not.toContain('secret')
  })

  it('closes with Ctrl-D or /quit, and the server and its log lines go on', async () => {
    await type('/quit\r', 'the prompt is closed, the server goes on')
    expect(scene.node.stopped).toBe(false)
    shown = ''
    terminal.write('a log line\n')
    expect(shown).toBe('a log line\n')
  })

  it('lets go of a question when the prompt is closed', async () => {
    await type('/passwd john\r', 'New password for john: ')
    await type('\u0004', '! no password was given: nothing was changed')
    expect(shown).toContain('the prompt is closed')
  })

  it('is not halted by Ctrl-Z', async () => {
    await type('\u001a', 'Ctrl-Z would halt the whole server')
    expect(scene.node.stopped).toBe(false)
  })

  it('completes commands with Tab', async () => {
    await type('/ann\t', 'announce ')
    expect(completions('/ban')).toEqual([['/ban ', '/bans '], '/ban'])
    expect(completions('st')).toEqual([['/status '], 'st'])
    expect(completions('/help ki')).toEqual([['/help kick ', '/help kill '], '/help ki'])
    expect(completions('/kick jo')).toEqual([[], '/kick jo'])
  })

  it('gives the terminal back when it is closed, and takes no more lines', async () => {
    terminal.close()
    terminal.close()
    shown = ''
    keys.write('/who\r')
    terminal.write('stopped\n')
    expect(shown).toBe('stopped\n')
  })
})
