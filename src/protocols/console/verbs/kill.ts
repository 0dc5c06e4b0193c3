/** The end of the server: after a warned countdown, at once, or called off. */
import type { Outcome } from '../../../core/command.ts'
import { cancelShutdown, shutDown } from '../../../core/node/shut-down.ts'
import { splitWords } from '../../../lib/words.ts'
import { because, isoText, secondsText } from '../span.ts'
import { answered, refused, type Answer, type Call, type Verb } from '../verb.ts'

export const killVerb: Verb = {
  usage: '/kill [all] [SECONDS|now|cancel] [REASON]',
  summary:
    'Warns everybody and shuts the server down, in 30 seconds unless told otherwise; "all": every server on its database; "cancel" calls it off.',
  arguments: { number: true, text: 'optional' },
  async run(call) {
    const plan = call.number === null ? planIn(call.text) : { ...onThis, when: call.number, rest: call.text }
    if (plan.when !== 'cancel') return end(call, plan)
    return plan.rest === '' ? callOff(call, plan) : refused('"cancel" stands alone')
  },
}

interface Plan {
  readonly all: boolean
  /** Seconds, or `null` for the usual ones. */
  readonly when: number | 'cancel' | null
  readonly rest: string
}

const onThis = { all: false } as const

/** What stands after `/kill` where that is no number. */
function planIn(text: string): Plan {
  const { words, rest } = splitWords(text, 1)
  const word = words[0]?.toLowerCase() ?? ''
  if (word === 'all') return { ...planIn(rest), all: true }
  if (word === 'now') return { ...onThis, when: 0, rest }
  if (word === 'cancel') return { ...onThis, when: 'cancel', rest }
  return /^-?\d+(\.\d+)?$/.test(word)
    ? { ...onThis, when: Number(word), rest }
    : { ...onThis, when: null, rest: text }
}

async function end(call: Call, { when, rest: reason, all }: Plan): Promise<Outcome<Answer>> {
  const seconds = typeof when === 'number' ? when : undefined
  return answered(await call.run(shutDown, { seconds, reason, all }), (planned) => {
    const undo = all ? '/kill all cancel' : '/kill cancel'
    const soon = `in ${secondsText(planned.seconds)}${because(reason)} ("${undo}" calls it off)`
    const at = planned.seconds === 0 ? `now${because(reason)}` : soon
    const value = { seconds: planned.seconds, endsAt: isoText(planned.endsAt) }
    if (!planned.told) return { text: `the server shuts down ${at}\n${untold}`, value }
    return { text: planned.others > 0 ? `all servers shut down ${at}` : `the server shuts down ${at}`, value }
  })
}

async function callOff(call: Call, { all }: Plan): Promise<Outcome<Answer>> {
  return answered(await call.run(cancelShutdown, { all }), ({ told }) => ({
    text: told ? 'the shutdown is called off' : `the shutdown of this server is called off\n${untold}`,
    value: null,
  }))
}

const untold = 'the other servers could not be told: NATS is away; say it at their own consoles'
