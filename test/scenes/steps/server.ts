/** Steps about the server itself: the operators' console, the time, the configuration, the end and a new beginning. */
import { statSync } from 'node:fs'
import { unquoted, type StepTable } from '../play/sentence.ts'
import type { Stage } from '../play/stage.ts'
import { milliseconds, see, seeNot } from './saying.ts'

export const serverSteps: StepTable = {
  'operator types {text}': (stage, { text }) => command(stage, { line: text }),
  'operator {user} types {text}': (stage, { user, text }) => command(stage, { line: text, user }),
  'operator types {text} and answers {more}': (stage, { text, more }) =>
    command(stage, { line: text, answers: [more] }),
  'operator asks for {text} as JSON': (stage, { text }) => command(stage, { line: text, json: true }),
  'operator makes an invitation': async (stage) => {
    await command(stage, { line: '/invite' })
    stage.invitation = stage.reply.split('\n')[0] ?? ''
  },
  'operator is refused {more} to {text}': async (stage, { text, more }) => {
    const reply = await (await stage.operator()).types(text)
    stage.reply = reply.text
    if (reply.ok) throw new Error(`the operator was answered: ${reply.text}`)
    demandPart(reply.text, more)
  },
  'operator reads {text}': async (stage, { text }) => demandPart(stage.reply, text),
  'operator reads, aligned, {list}': async (stage, { list }) => {
    const wanted = unquoted(list).replace(/\s+/g, ' ')
    const lines = stage.reply.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
    if (!lines.includes(wanted)) throw new Error(`the operator reads:\n${stage.reply}`)
  },
  'operator does not read {text}': async (stage, { text }) => {
    if (stage.reply.includes(text)) throw new Error(`the operator reads: ${stage.reply}`)
  },
  'operator watches': async (stage) => void (await stage.operator()),
  'operator sees {text}': async (stage, { text }) => (await stage.operator()).sees(text),
  'operator does not see {text}': async (stage, { text }) => {
    if (await (await stage.operator()).hasSeen(text)) throw new Error('the operator saw it')
  },

  '{number} {unit} pass': async (stage, { number, unit }) => {
    await stage.passes(milliseconds(Number(number), unit))
  },
  'the configuration changes: {setting}.{value} to {list}': async (stage, { setting, value, list }) => {
    stage.configure(`${setting}.${value}=${list}`)
  },
  'the server restarts[, {number} {unit} later]': async (stage, { number, unit }) => {
    await stage.restart(milliseconds(Number(number), unit))
  },
  'the server has ended': (stage) => stage.stopped(),
  'the server starts again': (stage) => stage.start(),
  'the log holds {text}': async (stage, { text }) => {
    if (!stage.log.lines.some((line) => line.includes(text)))
      throw new Error(`the log:\n${stage.log.lines.join('\n')}`)
  },
  'the log never holds {text}': async (stage, { text }) => {
    const line = stage.log.lines.find((line) => line.includes(text))
    if (line !== undefined) throw new Error(`the log: ${line}`)
  },
  'only the system user of the server can open the console': async (stage) => {
    demandPart((statSync(stage.dataPath('console.sock')).mode & 0o777).toString(8), '600')
    demandPart((statSync(stage.dataPath()).mode & 0o777).toString(8), '700')
  },

  '{who} is warned that the server shuts down in {number} {unit}': see(({ number, unit }) => ({
    see: 'shutdown-warning',
    seconds: milliseconds(Number(number), unit) / 1000,
  })),
  '{who} is not warned of a shutdown': seeNot(() => ({ see: 'text', text: 'shuts down' })),
  '{who} is told that the shutdown is called off': see(() => ({ see: 'shutdown-cancelled' })),
  '{who} is told that the server shuts down now': see(() => ({ see: 'shutdown-started' })),
}

interface Typed {
  readonly line: string
  readonly user?: string
  readonly json?: boolean
  readonly answers?: readonly string[]
}

async function command(stage: Stage, { line, user, ...how }: Typed): Promise<void> {
  const operator = await stage.operator(user)
  const reply = await operator.types(line, how)
  if (!reply.ok) throw new Error(`the operator was refused: ${reply.text}`)
  stage.reply = reply.text
}

function demandPart(text: string, part: string): void {
  if (!text.includes(part)) throw new Error(`read instead:\n${text}`)
}
