/** Steps of coming and going: connections, registration, signing in, leaving. */
import type { ErrorCode } from '../../../src/core/errors.ts'
import { patience } from '../play/deadline.ts'
import { refusals } from '../doors/refusals.ts'
import type { StepTable } from '../play/sentence.ts'
import type { Stage } from '../play/stage.ts'
import { orNull, see } from './saying.ts'

export const comingSteps: StepTable = {
  '{who} connects[ from {address}]': async (stage, { who, address }) => {
    await stage.connect(who, { from: orNull(address) })
  },
  '{who} connects as soon as there is room': async (stage, { who }) => {
    const until = performance.now() + patience
    let person = await stage.connect(who)
    while (person.unexpectedRefusal() !== null) {
      if (performance.now() > until) throw new Error('there was no room')
      await person.disconnected()
      person = await stage.connect(who)
    }
  },
  '{who} connects by telnet': async (stage, { who }) => {
    await stage.connect(who, { telnet: true })
  },
  '{who} registers[ with the password {text}]': async (stage, { who, text, tries }) => {
    await register(stage, { who, password: text, invitation: null, tries })
  },
  '{who} registers with the invitation': async (stage, { who, tries }) => {
    await register(stage, { who, password: '', invitation: stage.invitation, tries })
  },
  '{who} registers with the invitation {text}': async (stage, { who, text, tries }) => {
    await register(stage, { who, password: '', invitation: text, tries })
  },
  '{who} signs in[ with the password {text}]': async (stage, { who, text, tries }) => {
    const person = await stage.present(who)
    const password = text === '' ? stage.passwordOf(person.name) : text
    await stage.perform(who, { do: 'sign-in', password }, { tries })
    if (!tries) await person.sees({ see: 'signed-in' })
  },
  '{who} enters as a guest': async (stage, { who, tries }) => {
    const person = await stage.present(who)
    await stage.perform(who, { do: 'enter-as-guest', name: who }, { tries })
    if (!tries) await person.sees({ see: 'signed-in' })
  },
  '{who} changes the password to {text}': async (stage, { who, text, tries }) => {
    const { name } = stage.person(who)
    const current = stage.passwordOf(name)
    await stage.perform(who, { do: 'change-password', current, password: text }, { tries })
    if (!tries) stage.setPassword(name, text)
  },
  '{who} changes the password from {more} to {text}': async (stage, { who, more, text, tries }) => {
    await stage.perform(who, { do: 'change-password', current: more, password: text }, { tries })
  },
  '{who} quits': async (stage, { who }) => {
    await stage.perform(who, { do: 'quit' })
    await stage.person(who).disconnected()
    await stage.settles()
  },
  "{who}'s connection breaks": async (stage, { who }) => {
    stage.person(who).breaks()
    await stage.settles()
  },
  '{who} is disconnected[, having seen {text}]': async (stage, { who, text }) => {
    const person = stage.person(who)
    await person.disconnected()
    await stage.settles()
    if (text !== '') await person.sees({ see: 'text', text })
  },
  '{who} is still connected': async (stage, { who }) => {
    await stage.person(who).fence()
    if (!stage.person(who).connected) throw new Error(`${who} was disconnected`)
  },
  '{who} is signed in': see(() => ({ see: 'signed-in' })),
  '{who} is refused: {code}': see(({ code }) => ({ see: 'refused', code: errorCode(code) })),
}

interface Registration {
  readonly who: string
  readonly password: string
  readonly invitation: string | null
  readonly tries: boolean
}

async function register(stage: Stage, { who, password, invitation, tries }: Registration): Promise<void> {
  const person = await stage.present(who)
  if (password !== '' && !tries) stage.setPassword(person.name, password)
  const chosen = password === '' ? stage.passwordOf(person.name) : password
  await stage.perform(who, { do: 'register', password: chosen, invitation }, { tries })
  if (!tries) await person.sees({ see: 'signed-in' })
}

function errorCode(written: string): ErrorCode {
  if (!Object.hasOwn(refusals, written)) throw new Error(`${written} is no refusal of this server`)
  return written as ErrorCode
}
