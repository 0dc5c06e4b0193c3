/** `parlance admin`: the operators' console from another shell, through the socket that only the server's system user can open. */
import { Command } from 'commander'
import { dataPath } from '../config/load.ts'
import type { Config } from '../config/schema.ts'
import { escapeJson } from '../lib/escape-json.ts'
import { printableLines } from '../lib/printable.ts'
import { socketPath } from '../lib/socket-path.ts'
import { configOf, withConfigOptions, type ConfigFlags } from './config-options.ts'
import { connectConsole, type Answer, type ConsoleClient } from './console-client.ts'
import { Failure } from './failure.ts'
import { openKeyboard, type Keyboard } from './keyboard.ts'
import { systemUser } from './system-user.ts'

interface AdminFlags extends ConfigFlags {
  readonly json?: boolean
}

const prompt = 'parlance> '

/** The names the tab key completes. */
const names =
  'announce audit ban bans channels grant help invite kick kill log mute passwd register reload revoke status unban unmute users who'
    .split(' ')
    .map((name) => `/${name}`)

export function adminCommand(): Command {
  return withConfigOptions(new Command('admin'))
    .description("run one command on the server's console, or open it")
    .argument('[command...]', 'the command, for instance: kick john 60; without one a prompt opens')
    .option('--json', 'answer in JSON')
    .action((words: readonly string[], flags: AdminFlags) => admin(words, flags))
}

async function admin(words: readonly string[], flags: AdminFlags): Promise<void> {
  const { config } = configOf(flags)
  const keyboard = openKeyboard(prompt, (typed) => names.filter((name) => name.startsWith(typed)))
  try {
    const interactive = words.length === 0 && process.stdin.isTTY
    const onEvent = (text: string): void => {
      if (interactive) keyboard.show(shownText(text))
    }
    const client = await connect(config, onEvent)
    if (interactive) client.watch()
    const lines = words.length > 0 ? oneLine(lineOf(words)) : keyboard
    await runLines({ client, keyboard, interactive, json: flags.json === true }, lines)
    client.close()
  } finally {
    keyboard.close()
  }
}

async function connect(config: Config, onEvent: (text: string) => void): Promise<ConsoleClient> {
  const path = dataPath(config, 'console.sock')
  try {
    return await connectConsole({ path: socketPath(path) ?? path, systemUser: systemUser(), onEvent })
  } catch (error) {
    throw new Failure(connectProblem(error, config.data, path))
  }
}

function connectProblem(error: unknown, data: string, path: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT')
    return `no server is running on ${data} (no console socket at ${path}): start one with parlance start`
  if (code === 'ECONNREFUSED')
    return `no server is running on ${data} (nobody listens at ${path}): start one with parlance start`
  if (code === 'EACCES')
    return `the console socket ${path} may only be opened by the system user that runs the server`
  return `the console socket ${path} cannot be opened: ${String(error)}`
}

interface Session {
  readonly client: ConsoleClient
  readonly keyboard: Keyboard
  readonly interactive: boolean
  readonly json: boolean
}

/** Runs line after line; a failure ends the process with 1 when the lines are over, unless a person saw it at the prompt. */
async function runLines(session: Session, lines: Pick<Keyboard, 'next'>): Promise<void> {
  const { client, interactive } = session
  const ended = client.closed.then(() => null)
  for (let line = await next(lines, ended); line !== null; line = await next(lines, ended)) {
    if (line.trim() === '') continue
    if (interactive && withSlash(line) === '/quit') return
    const ok = await runLine(session, withSlash(line))
    if (!ok && !interactive) process.exitCode = 1
  }
}

function next(lines: Pick<Keyboard, 'next'>, ended: Promise<null>): Promise<string | null> {
  return Promise.race([lines.next(), ended])
}

async function runLine({ client, keyboard, json }: Session, line: string): Promise<boolean> {
  const answer = await client.run({ line, json, ask: (question) => keyboard.secret(question) })
  const output = answer.ok ? process.stdout : process.stderr
  output.write(shownAnswer(answer, json))
  return answer.ok
}

function shownAnswer({ ok, text, value, error }: Answer, json: boolean): string {
  if (json && ok) return `${escapeJson(JSON.stringify(value ?? null, null, 2))}\n`
  if (json && error !== undefined) return `${escapeJson(JSON.stringify({ error }, null, 2))}\n`
  return shownText(text)
}

/** Nothing that came from other people may steer this terminal. */
function shownText(text: string): string {
  return text === '' ? '' : `${printableLines(text.replace(/\n$/, '')).join('\n')}\n`
}

function oneLine(line: string): Pick<Keyboard, 'next'> {
  const lines = [line]
  return { next: () => Promise.resolve(lines.shift() ?? null) }
}

function withSlash(line: string): string {
  const typed = line.trim()
  return typed.startsWith('/') ? typed : `/${typed}`
}

/** The words of the shell as one line: those with spaces are quoted again, but for the last, which is free text to its end. */
export function lineOf(words: readonly string[]): string {
  return words
    .map((word, index) => (index < words.length - 1 && /^$|\s/.test(word) ? `"${word}"` : word))
    .join(' ')
    .replace(/[\r\n]+/g, ' ')
}
