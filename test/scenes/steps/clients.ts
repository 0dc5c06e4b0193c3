/** Steps about browsers and programs, which come by the API whatever the cast, and the tokens by which they come. */
import { listed, type StepTable } from '../play/sentence.ts'
import { act, demandSame } from './saying.ts'

export const clientSteps: StepTable = {
  '{who} signs in in a browser': async (stage, { who }) => {
    await (await stage.opensPage(who)).sees({ see: 'signed-in' })
  },
  /** After the connection broke: as the browser it was, which remembers what it has. */
  '{who} comes back': async (stage, { who, tries }) => {
    const person = await stage.comesBack(who)
    if (!tries) await person.sees({ see: 'signed-in' })
  },
  '{who} comes with the token {text}': async (stage, { who, text, tries }) => {
    const headers = { Authorization: `Bearer ${stage.secretOf(text)}` }
    const person = await stage.comesByApi(who, headers)
    if (!tries) await person.sees({ see: 'signed-in' })
  },
  '{who} signs in by the token {text}': async (stage, { who, text, tries }) => {
    const person = await stage.comesByApi(who)
    await stage.perform(who, { do: 'sign-in-by-token', secret: stage.secretOf(text) }, { tries })
    if (!tries) await person.sees({ see: 'signed-in' })
  },
  '{who} makes the token {text}': async (stage, { who, text }) => {
    stage.secrets.set(text, await stage.person(who).asks({ ask: 'new-token', name: text }))
  },
  '{who} revokes the token {text}': act(({ text }) => ({ do: 'revoke-token', name: text })),
  '{who} revokes all other tokens': act(() => ({ do: 'revoke-other-tokens' })),
  '{who} finds the tokens {list}': async (stage, { who, list }) => {
    const names = list === 'nothing' ? [] : listed(list)
    demandSame((await stage.person(who).asks({ ask: 'tokens' })).toSorted(), names.toSorted())
  },
  'the log never holds the token {text}': async (stage, { text }) => {
    const secret = stage.secretOf(text)
    if (stage.log.lines.some((line) => line.includes(secret))) throw new Error('the log holds it')
  },
  /** Of channels, in the words of the API's driver; nothing else, and each once. */
  '{who} was shown, and nothing else: {list}': async (stage, { who, list }) => {
    const person = stage.person(who)
    await person.fence()
    demandSame(
      person.lastLines().filter((line) => /^\[#|^\* .* in #\S+$|^\* topic of /.test(line)),
      listed(list),
    )
  },
}
