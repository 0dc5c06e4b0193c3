/** The settings: who one is, where one is signed in, how it looks, what one is told of, one's bots. */
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { settingsSections, type SettingsSection } from '../../state/routes.ts'
import { Sections } from '../sections.tsx'
import { Appearance } from './appearance.tsx'
import { Bots } from './bots.tsx'
import { Notifications } from './notifications.tsx'
import { Profile } from './profile.tsx'
import { SignIns } from './sign-ins.tsx'
import { settingsWords } from '../../words/en/settings.ts'

const parts = {
  profile: Profile,
  'sign-ins': SignIns,
  appearance: Appearance,
  notifications: Notifications,
  bots: Bots,
} as const

export function Settings({ section }: { readonly section: SettingsSection }) {
  const { t } = useWords(settingsWords)
  const { self } = useClient()
  const Part = parts[section]
  const isGuest = self.value?.kind === 'guest'
  const own = settingsSections.filter((each) => each !== 'bots' || !isGuest)
  const sections = own.map((each) => ({
    path: `/settings/${each}`,
    name: t(`settings.${each}`),
    current: each === section,
  }))
  return (
    <Sections title={t('nav.settings')} sections={sections}>
      <Part />
    </Sections>
  )
}
