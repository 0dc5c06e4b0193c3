/** For those with a role on the server: what is in force, what was done, and saying something to everybody. */
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { isOperator } from '../../state/rights.ts'
import { moderationSections, type ModerationSection } from '../../state/routes.ts'
import { Sections } from '../sections.tsx'
import { Announce } from './announce.tsx'
import { Audit } from './audit.tsx'
import { Reports } from './reports.tsx'
import { Sanctions } from './sanctions.tsx'
import { moderationWords } from '../../words/en/moderation.ts'

const parts = { reports: Reports, sanctions: Sanctions, audit: Audit, announce: Announce } as const

export function Moderation({ section }: { readonly section: ModerationSection }) {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const self = client.self.value
  const Part = parts[section]
  const sections = moderationSections.map((each) => ({
    path: `/moderation/${each}`,
    name: t(`moderation.${each}`),
    current: each === section,
  }))
  return (
    <Sections title={t('nav.moderation')} sections={sections}>
      {self !== null && isOperator(self) ? <Part /> : <p>{t('moderation.admins')}</p>}
    </Sections>
  )
}
