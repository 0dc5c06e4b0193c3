/** From a line an operator typed to what they are answered: grammar → verb → core, refusals worded, everything printable. */
import type { ConsoleActor } from '../../core/actor.ts'
import type { Outcome } from '../../core/command.ts'
import { wordFault, type ErrorCode, type Words } from '../../core/errors.ts'
import type { Clock } from '../../core/ports.ts'
import type { Core } from '../../core/run.ts'
import { printable, printableLines } from '../../lib/printable.ts'
import { consoleWords } from './errors.ts'
import { parseArguments, parseLine } from './grammar.ts'
import { refused, type Answer } from './verb.ts'
import { findVerb, likeVerb } from './verbs.ts'

export type Reply =
  | { readonly ok: true; readonly text: string; readonly value: unknown }
  | { readonly ok: false; readonly text: string; readonly code: ErrorCode }

/** One operator at a console. */
export interface Operator {
  readonly systemUser: string
  /** Asks for something that is not shown while it is typed; `null` when they would rather not. */
  askSecret(question: string): Promise<string | null>
}

export class Desk {
  readonly #core: Core
  readonly #words: Words

  constructor(ports: { readonly core: Core; readonly clock: Clock }) {
    this.#core = ports.core
    this.#words = consoleWords(() => ports.clock.now())
  }

  /** Never rejects because of what was typed. An empty line is answered with an empty text. */
  async answer(line: string, operator: Operator): Promise<Reply> {
    const outcome = await this.#carryOut(line, operator)
    if (outcome.ok) return { ok: true, text: safe(outcome.result.text), value: outcome.result.value }
    return { ok: false, text: safe(wordFault(this.#words, outcome.fault)), code: outcome.fault.code }
  }

  async #carryOut(line: string, operator: Operator): Promise<Outcome<Answer>> {
    const request = parseLine(line)
    if (request === null) return { ok: true, result: { text: '', value: null } }
    const verb = findVerb(request.verb)
    if (verb === null) return refused(unknownVerb(request.verb))
    const given = parseArguments(verb.arguments, request.rest)
    if ('problem' in given) return refused(`${given.problem}\nusage: ${verb.usage}`)
    const actor: ConsoleActor = { kind: 'console', systemUser: operator.systemUser }
    return verb.run({
      ...given,
      run: (command, input) => this.#core.run(actor, command, input),
      askSecret: (question) => operator.askSecret(printable(question)),
    })
  }
}

function unknownVerb(verb: string): string {
  const like = likeVerb(verb)
  const shown = verb.length > 40 ? `${verb.slice(0, 40)}…` : verb
  const hint = like === null ? '' : `; did you mean /${like}?`
  return `unknown command: /${shown}${hint} (/help lists all)`
}

function safe(text: string): string {
  return printableLines(text).join('\n')
}
