/** What axe finds wrong with a page as somebody sees it. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Person } from './person.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Found {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
  }[]
}

/** What axe finds wrong, WCAG 2.2 AA. */
export async function faultsOf(person: Person): Promise<readonly string[]> {
  // The content policy lets no script in; the debugger's does not ask.
  await person.page.evaluate(axe)
  const rules = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
  const found = await person.page.evaluate<Found>(`axe.run({ runOnly: ${rules} })`)
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  )
}
