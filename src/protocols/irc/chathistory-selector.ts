/** The words of CHATHISTORY (draft/chathistory) → which messages are asked for, or the fault to answer with. */
import { parseTime } from './server-time.ts'

/** A message, or a moment, that a selection is reckoned from. */
export type HistoryPoint =
  { readonly by: 'time'; readonly at: number } | { readonly by: 'message'; readonly id: string }

interface Selecting {
  readonly target: string
  readonly limit: number
}

export type HistoryRequest =
  | (Selecting & { readonly kind: 'latest'; readonly after: HistoryPoint | null })
  | (Selecting & { readonly kind: 'before' | 'after' | 'around'; readonly point: HistoryPoint })
  /** Counted from the first point on, which may be the later one. */
  | (Selecting & { readonly kind: 'between'; readonly from: HistoryPoint; readonly to: HistoryPoint })
  | { readonly kind: 'targets'; readonly from: number; readonly to: number; readonly limit: number }

/** `FAIL CHATHISTORY <fault> <context…> :<text>`. */
export interface HistoryFault {
  readonly fault: 'INVALID_PARAMS' | 'INVALID_MSGREFTYPE'
  readonly context: readonly string[]
  readonly text: string
}

/** Each subcommand with the number of its parameters. */
const sizes = { latest: 3, before: 3, after: 3, around: 3, between: 4, targets: 3 } as const

type Kind = keyof typeof sizes

/** `most`: the largest limit; a larger one is taken for it. */
export function parseHistoryRequest(params: readonly string[], most: number): HistoryRequest | HistoryFault {
  const [given = '*', ...rest] = params
  const kind = given.toLowerCase()
  if (!isKind(kind)) return invalid([given], 'There is no such subcommand')
  if (rest.length !== sizes[kind])
    return invalid(
      [given],
      rest.length < sizes[kind] ? 'Parameters are missing' : 'There are too many parameters',
    )
  const limit = parseLimit(rest.at(-1) ?? '', most)
  if (limit === null) return invalid([given, rest.at(-1) ?? ''], 'The limit is a whole number from 1 on')
  if (kind === 'targets') return targetsBetween(given, rest, limit)
  const [target = '', first = '', second = ''] = rest
  if (kind === 'latest' && first === '*') return { kind, target, after: null, limit }
  const point = parsePoint(first, [given, target])
  if ('fault' in point) return point
  if (kind === 'latest') return { kind, target, after: point, limit }
  if (kind !== 'between') return { kind, target, point, limit }
  const to = parsePoint(second, [given, target])
  return 'fault' in to ? to : { kind, target, from: point, to, limit }
}

function targetsBetween(
  given: string,
  rest: readonly string[],
  limit: number,
): HistoryRequest | HistoryFault {
  const [first = '', second = ''] = rest
  const from = parsePoint(first, [given])
  if ('fault' in from) return from
  const to = parsePoint(second, [given])
  if ('fault' in to) return to
  if (from.by !== 'time') return invalid([given, first], 'TARGETS takes timestamps only')
  if (to.by !== 'time') return invalid([given, second], 'TARGETS takes timestamps only')
  return { kind: 'targets', from: from.at, to: to.at, limit }
}

function parsePoint(text: string, context: readonly string[]): HistoryPoint | HistoryFault {
  const equals = text.indexOf('=')
  const type = equals === -1 ? '' : text.slice(0, equals)
  const value = text.slice(equals + 1)
  if (type === 'timestamp') {
    const at = parseTime(value)
    return at === null
      ? invalid([...context, text], 'A timestamp looks like 2012-06-30T23:59:59.419Z')
      : { by: 'time', at }
  }
  if (type === 'msgid' && value !== '') return { by: 'message', id: value }
  if (type === '' || type === 'msgid') return invalid([...context, text], 'Expected timestamp= or msgid=')
  return {
    fault: 'INVALID_MSGREFTYPE',
    context: [...context, text],
    text: 'Messages are found by timestamp= or msgid=',
  }
}

function parseLimit(text: string, most: number): number | null {
  if (!/^[0-9]+$/.test(text)) return null
  // A hundred digits are more than any limit, and no number worth naming.
  const limit = Math.min(Number(text), most)
  return limit >= 1 ? limit : null
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(sizes, text)
}

function invalid(context: readonly string[], text: string): HistoryFault {
  return { fault: 'INVALID_PARAMS', context, text }
}
