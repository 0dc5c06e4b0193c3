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
  const { publish: _, policy, ...rest } = ports
  const lasting = { ...rest, attempts, shutdown, scram }
  const contextFor = <A>(actor: A): Context<A> => ({
    ...lasting,
    actor,
    now: ports.clock.now(),
    policy: policy(),
  })

  return {
    async run(actor, command, input) {
      const started = performance.now()
      try {
        const caller = await admit({ actor, store: ports.store }, command.who)
        const context = contextFor(caller)
        const price = { cost: command.cost, times: command.times?.(input) }
        budget.take(actor, price, { limits: context.policy.limits, now: context.now })
        const parsed = parseInput(command.input, input)
        const done = await command.run(context, parsed)
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

type Asking = Pick<Context, 'actor' | 'store'>

/** The gate: narrows the actor to what the command asks for, or refuses. */
async function admit<W extends Who>(asking: Asking, need: W): Promise<Callers[W]> {
  const { actor } = asking
  const admitted = await admitActor(asking, need)
  if (admitted === null) throw new ChatError(actor.kind === 'visitor' ? 'not-signed-in' : refusal(need), {})
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `admitActor` answers what `need` asks for
  return admitted as Callers[W]
}

async function admitActor({ actor, store }: Asking, need: Who): Promise<Callers[Who] | null> {
  switch (need) {
    case 'anyone':
      return actor
    case 'user':
      return actor.kind === 'user' ? actor : null
    case 'console':
      return actor.kind === 'console' ? actor : null
    case 'operator': {
      if (actor.kind !== 'user') return actor.kind === 'console' ? actor : null
      const user = await store.users.byId(actor.id)
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
