/** What was said in a channel between two points, times or messages: what a client asks that knows where it stopped. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { memberChannelFor } from '../channels/access.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError } from '../errors.ts'
import { channelReference, messageReference } from '../input.ts'
import type { HistoryPoint } from '../store-port.ts'
import type { ChannelId, Message } from '../types.ts'
import { bytesOfMessage, fitting, fittingFromEnd } from './page.ts'

/** A time in milliseconds since 1970, or a message. Neither is included. */
const point = z.union([z.object({ at: z.int() }), z.object({ message: messageReference })])
/** A place in the channel's order as well, for who knows only how far they have read. */
const place = z.union([...point.options, z.object({ position: z.int().min(0) })])
type Point = z.output<typeof point>

export const readRange = defineCommand({
  name: 'message.read-range',
  who: 'user',
  cost: 2,
  /** `around`: half the page before and half after the point, which is included. `keep`: which end is kept of too many. */
  input: z.object({
    channel: channelReference,
    after: point.nullish(),
    before: point.nullish(),
    around: place.nullish(),
    /** Counted from the first of the two on, which may be the later one. */
    between: z.tuple([point, point]).nullish(),
    keep: z.enum(['oldest', 'newest']).default('newest'),
    spokenOnly: z.boolean().default(true),
    limit: z.int().min(1).max(100_000),
  }),
  async run(context, input) {
    const { channel } = await memberChannelFor(context, input.channel)
    const limit = Math.min(input.limit, context.policy.limits.historyPage)
    const { id } = channel
    const read = { channel: id, limit, spokenOnly: input.spokenOnly }
    const budget = budgetOf(context)
    if (input.around != null) {
      const centre = 'position' in input.around ? input.around : await pointOf(context, id, input.around)
      const messages = await around(context, read, centre)
      return { result: { channel, messages } }
    }
    if (input.between != null) {
      const [from, to] = [
        await pointOf(context, id, input.between[0]),
        await pointOf(context, id, input.between[1]),
      ]
      const forwards = isEarlier(from, to)
      const ends = forwards ? { after: from, before: to } : { after: to, before: from }
      const keep = forwards ? 'oldest' : 'newest'
      const messages = await context.store.messages.range({ ...read, ...ends, keep })
      return { result: { channel, messages: fittingAt(keep, messages, budget) } }
    }
    const after = input.after == null ? null : await pointOf(context, id, input.after)
    const before = input.before == null ? null : await pointOf(context, id, input.before)
    const messages = await context.store.messages.range({ ...read, after, before, keep: input.keep })
    return { result: { channel, messages: fittingAt(input.keep, messages, budget) } }
  },
})

function budgetOf({ policy }: Context<UserActor>) {
  return { outboxBytes: policy.limits.outboxBytes, bytesOf: bytesOfMessage }
}

function fittingAt(
  keep: 'oldest' | 'newest',
  messages: readonly Message[],
  budget: ReturnType<typeof budgetOf>,
): readonly Message[] {
  return keep === 'oldest' ? fitting(messages, budget) : fittingFromEnd(messages, budget)
}

async function around(
  context: Context<UserActor>,
  read: { readonly channel: ChannelId; readonly limit: number; readonly spokenOnly: boolean },
  centre: HistoryPoint,
) {
  const { store } = context
  const { limit } = read
  const { bytesOf, outboxBytes } = budgetOf(context)
  const budget = { bytesOf, outboxBytes: outboxBytes / 2 }
  const half = Math.ceil((limit + 1) / 2)
  const end = next(centre)
  const earlier = await store.messages.range({
    ...read,
    after: null,
    before: end,
    keep: 'newest',
    limit: half,
  })
  const left = limit - earlier.length
  if (left <= 0) return fittingFromEnd(earlier.slice(-limit), budget)
  const later = await store.messages.range({
    ...read,
    after: previous(end),
    before: null,
    keep: 'oldest',
    limit: left,
  })
  return [...fittingFromEnd(earlier, budget), ...fitting(later, budget)]
}

/** The point itself belongs to what comes before the next one. */
function next(centre: HistoryPoint): HistoryPoint {
  return 'at' in centre ? { at: centre.at + 1 } : { position: centre.position + 1 }
}

function previous(centre: HistoryPoint): HistoryPoint {
  return 'at' in centre ? { at: centre.at - 1 } : { position: centre.position - 1 }
}

/** A message that is deleted keeps its place; one of another channel is none. */
async function pointOf(context: Context<UserActor>, channel: ChannelId, asked: Point): Promise<Found> {
  if ('at' in asked) return asked
  const message = await context.store.messages.byId(asked.message)
  if (message === null || message.channel !== channel) throw new ChatError('no-such-message', {})
  return { position: message.position, saidAt: message.sentAt }
}

/** Of a message, its time counts where the other one is a time. */
function isEarlier(one: Found, other: Found): boolean {
  if ('position' in one && 'position' in other) return one.position <= other.position
  return ('at' in one ? one.at : one.saidAt) <= ('at' in other ? other.at : other.saidAt)
}

type Found = { readonly at: number } | { readonly position: number; readonly saidAt: number }
