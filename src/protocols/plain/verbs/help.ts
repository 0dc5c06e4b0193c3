/** `/help`: made from the table itself, so that it cannot be out of date. */
import { printable } from '../../../lib/printable.ts'
import { splitWords } from '../../../lib/words.ts'
import type { Verb, VerbTable } from '../verb.ts'

export function helpVerb(verbs: () => VerbTable): Verb {
  return {
    usage: '/help [command]',
    summary: 'this list, or how one command is used',
    for: 'everybody',
    run({ client, rest }) {
      const [word] = splitWords(rest, 1).words
      if (word === undefined) return client.print(overview(verbs(), client.user === null))
      const name = word.replace(/^\//, '').toLowerCase()
      const verb = Object.hasOwn(verbs(), name) ? verbs()[name] : undefined
      if (verb === undefined) return client.refuse(`no such command: /${printable(name)} (/help lists them)`)
      client.print(`${verb.usage}\n  ${verb.summary}`)
    },
  }
}

function overview(verbs: VerbTable, visitor: boolean): string {
  const shown = Object.values(verbs).filter((verb) =>
    visitor ? verb.for !== undefined : verb.for !== 'visitors',
  )
  const width = Math.max(...shown.map(({ usage }) => Math.min(usage.length, 34)))
  const rows = shown.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`)
  const end = visitor
    ? 'More commands work once you are signed in.'
    : 'A line without / is said in the current channel; // says a line that begins with /.'
  return [...rows, end].join('\n')
}
