/** Colours, language, times and movement, on this device. */
import { Check, Choice, Select } from '../../parts/field.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { languages, type Language } from '../../words/words.ts'
import { settingsWords } from '../../words/en/settings.ts'

export function Appearance() {
  const { preferences } = useClient()
  const { t } = useWords(settingsWords)
  const { theme, timeFormat, motion } = preferences
  return (
    <section class="sections__part">
      <Choice
        label={t('looks.theme')}
        value={theme.value}
        onChoose={(chosen) => (theme.value = chosen)}
        options={(['system', 'light', 'dark'] as const).map((value) => ({
          value,
          label: t(`looks.${value}`),
        }))}
      />
      <LanguageSelect />
      <Choice
        label={t('looks.time')}
        value={timeFormat.value}
        onChoose={(chosen) => (timeFormat.value = chosen)}
        options={(['auto', '12', '24'] as const).map((value) => ({ value, label: t(`looks.time-${value}`) }))}
      />
      <Check
        label={t('looks.motion')}
        checked={motion.value === 'reduced'}
        onChange={(is) => (motion.value = is ? 'reduced' : 'system')}
      />
    </section>
  )
}

function LanguageSelect() {
  const { preferences } = useClient()
  const { t } = useWords(settingsWords)
  const { language } = preferences
  const named: readonly { readonly value: Language; readonly label: string }[] = [
    { value: 'en', label: languages.en },
    { value: 'fr', label: languages.fr },
  ]
  return (
    <Select<Language | 'auto'>
      label={t('looks.language')}
      value={language.value}
      onChoose={(chosen) => (language.value = chosen)}
      options={[{ value: 'auto', label: t('looks.language-auto') }, ...named]}
    />
  )
}
