/** Runs every command the same way: gate → budget → input → command → publish. Exceptions end here and become faults. */
import type { z } from 'zod'
import { personOf, type Actor } from './actor.ts'
import { Budget } from './budget.ts'
import type { Callers, Command, Context, Outcome, Who } from './command.ts'
import { ChatError } from './errors.ts'
import type { ChatEvent } from './events.ts'
import { Shutdown } from './node/shutdown.ts'
import type { Ports } from './ports.ts'
import { Attempts } from './users/attempts.ts'
import { ScramExchanges } from './users/scram.ts'

export interface Core {
  run<W extends Who, Schema extends z.ZodType, Result>(
    actor: Actor,
    command: Command<W, Schema, Result>,
    input: z.input<Schema>,
  ): Promise<Outcome<Result>>
}

export function createCore(ports: Ports): Core {
  const budget = new Budget()
  const attempts = new Attempts()
  const shutdown = new Shutdown(ports)
  const scram = new ScramExchanges()
  const contextFor = <A>(actor: A): Context<A> => {
    const { publish: _, policy, ...rest } = ports
    return { ...rest, actor, now: ports.clock.now(), policy: policy(), attempts, shutdown, scram }
  }

  return {
    async run(actor, command, input) {
      const started = performance.now()
      try {
        const context = contextFor(actor)
        const caller = await admit(context, command.who)
        const price = { cost: command.cost, times: command.times?.(input) }
        budget.take(actor, price, { limits: context.policy.limits, now: context.now })
        const parsed = parseInput(command.input, input)
        const done = await command.run({ ...context, actor: caller }, parsed)
        if (done.events !== undefined && done.events.length > 0) ports.publish(stamped(done.events, actor))
        if (done.log !== undefined) {
          const ms = Math.round((performance.now() - started) * 10) / 10
          ports.log.info({ ...done.log, ...who(actor), ms }, command.name)
        }
        return { ok: true, result: done.result }
      } catch (error) {
        return { ok: false, fault: faultOf(error, { ports, actor, command: command.name }) }
      }
    },
  }
}

/** A fact keeps its origin where the command named one. */
function stamped(events: readonly ChatEvent[], actor: Actor): readonly ChatEvent[] {
  const client = actor.kind === 'console' ? null : actor.client
  const origin = { client, person: actor.kind === 'user' ? personOf(actor) : null }
  return events.map((event) => (event.origin === undefined ? { ...event, origin } : event))
}

/** The gate: narrows the actor to what the command asks for, or refuses. */
async function admit<W extends Who>(context: Context, need: W): Promise<Callers[W]> {
  const { actor } = context
  const admitted = await admitActor(context, need)
  if (admitted === null) throw new ChatError(actor.kind === 'visitor' ? 'not-signed-in' : refusal(need), {})
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `admitActor` answers what `need` asks for
  return admitted as Callers[W]
}

async function admitActor(context: Context, need: Who): Promise<Callers[Who] | null> {
  const { actor } = context
  switch (need) {
    case 'anyone':
      return actor
    case 'user':
      return actor.kind === 'user' ? actor : null
    case 'console':
      return actor.kind === 'console' ? actor : null
    case 'operator': {
      if (actor.kind !== 'user') return actor.kind === 'console' ? actor : null
      const user = await context.store.users.byId(actor.id)
      if (user === null) return null
      if (user.role !== 'none') return { ...actor, role: user.role }
      return actor.moderates === true ? { ...actor, role: 'moderator' } : null
    }
  }
}

function refusal(need: Who): 'operator-only' | 'console-only' | 'not-signed-in' {
  if (need === 'operator') return 'operator-only'
  return need === 'console' ? 'console-only' : 'not-signed-in'
}

/** Our own messages are sentences of their own; these begin in the middle of one. */
const needsName = /^(must|expected|invalid|too|unrecognized)\b/i

function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const first = parsed.error.issues[0]
  const where = first?.path.join('.') ?? ''
  const problem = first?.message ?? 'not understood'
  const named = where !== '' && needsName.test(problem)
  throw new ChatError('bad-input', { problem: named ? `${where}: ${problem}` : problem })
}

/** Expected refusals pass through; anything else gets an id that both the log and the person have. */
function faultOf(error: unknown, met: { ports: Ports; actor: Actor; command: string }) {
  if (error instanceof ChatError) return error.fault()
  const errorId = met.ports.newId<string>()
  met.ports.log.error({ err: error, errorId, command: met.command, ...who(met.actor) }, 'unexpected error')
  return new ChatError('internal-error', { errorId }).fault()
}

function who(actor: Actor) {
  if (actor.kind === 'console') return { by: `console:${actor.systemUser}` }
  return actor.kind === 'user' ? { user: actor.id, client: actor.client } : { client: actor.client }
}
