/** What the console understands: all of it in one table, or one command in full. */
import { pairs } from '../table.ts'
import { refused, type Verb, type VerbTable } from '../verb.ts'

/** The table is handed in as a function because help is a row of it. */
export function helpVerb(verbs: () => VerbTable): Verb {
  return {
    usage: '/help [COMMAND]',
    summary: 'Lists the commands, or explains one.',
    arguments: { optionalWord: true },
    run: (call) => Promise.resolve(explain(verbs(), call.words[0])),
  }
}

function explain(verbs: VerbTable, word: string | undefined) {
  if (word === undefined) return listing(verbs)
  const name = word.replace(/^\//, '').toLowerCase()
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined
  if (verb === undefined) return refused(`no such command: /${name} (/help lists all)`)
  const { usage, summary } = verb
  return { ok: true, result: { text: `${usage}\n  ${summary}`, value: { usage, summary } } } as const
}

function listing(verbs: VerbTable) {
  const rows = Object.values(verbs)
  const value = rows.map(({ usage, summary }) => ({ usage, summary }))
  return {
    ok: true,
    result: { text: pairs(rows.map(({ usage, summary }) => [usage, summary])), value },
  } as const
}
