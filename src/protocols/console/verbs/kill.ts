/** The end of the server: after a warned countdown, at once, or called off. */
import type { Outcome } from '../../../core/command.ts'
import { cancelShutdown, shutDown } from '../../../core/node/shut-down.ts'
import { splitWords } from '../../../lib/words.ts'
import { because, isoText, secondsText } from '../span.ts'
import { answered, refused, type Answer, type Call, type Verb } from '../verb.ts'

export const killVerb: Verb = {
  usage: '/kill [SECONDS|now|cancel] [REASON]',
  summary:
    'Warns everybody and shuts the server down, in 30 seconds unless told otherwise; "cancel" calls it off.',
  arguments: { number: true, text: 'optional' },
  async run(call) {
    const { words, rest } = splitWords(call.text, 1)
    const word = call.number === null ? words[0]?.toLowerCase() : undefined
    if (word === 'now') return end(call, { seconds: 0, reason: rest })
    if (word === 'cancel') return rest === '' ? callOff(call) : refused('"cancel" stands alone')
    return end(call, { seconds: call.number ?? undefined, reason: call.text })
  },
}

async function end(
  call: Call,
  { seconds, reason }: { seconds: number | undefined; reason: string },
): Promise<Outcome<Answer>> {
  return answered(await call.run(shutDown, { seconds, reason }), (planned) => {
    const soon = `in ${secondsText(planned.seconds)}${because(reason)} ("/kill cancel" calls it off)`
    const when = planned.seconds === 0 ? `now${because(reason)}` : soon
    const value = { seconds: planned.seconds, endsAt: isoText(planned.endsAt) }
    return { text: `the server shuts down ${when}`, value }
  })
}

async function callOff(call: Call): Promise<Outcome<Answer>> {
  return answered(await call.run(cancelShutdown, {}), () => ({
    text: 'the shutdown is called off',
    value: null,
  }))
}
