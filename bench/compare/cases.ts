/** The cases that are compared, by name, in the order in which they are run and shown. */
import type { Case } from './case.ts'
import { crowdCases } from './crowd-cases.ts'
import { ownCases } from './own-cases.ts'
import { talkCases } from './talk-cases.ts'

const all = { ...talkCases, ...crowdCases, ...ownCases }

export type CaseName = keyof typeof all
export const cases: Readonly<Record<CaseName, Case>> = all
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its keys are nothing else
export const caseNames = Object.keys(all) as readonly CaseName[]
