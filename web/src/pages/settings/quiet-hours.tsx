/** When one is left in peace: kept by the server, so that it holds on every device. */
import { Check, Field } from '../../parts/field.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { everyDay, usualQuiet, type QuietHours } from '../../state/quiet-hours.ts'
import { settingsWords } from '../../words/en/settings.ts'

export function QuietHoursForm() {
  const { call, chat, complain } = useClient()
  const { t } = useWords(settingsWords)
  const { quiet } = chat.notifications.value
  const choose = (wanted: QuietHours | null) =>
    void call('user.set-notifications', { quiet: wanted }).catch(complain)
  return (
    <section class="sections__part">
      <Check
        label={t('notify.quiet')}
        checked={quiet !== null}
        onChange={(on) => choose(on ? usualQuiet() : null)}
      />
      {quiet !== null && <Hours quiet={quiet} onChange={choose} />}
    </section>
  )
}

interface HoursProps {
  readonly quiet: QuietHours
  readonly onChange: (quiet: QuietHours) => void
}

function Hours({ quiet, onChange }: HoursProps) {
  const { t } = useWords(settingsWords)
  const change = (part: 'from' | 'to') => (text: string) => {
    const minutes = minutesOf(text)
    if (minutes !== null) onChange({ ...quiet, [part]: minutes })
  }
  return (
    <>
      <div class="sections__row">
        <Field label={t('notify.from')} type="time" value={clockOf(quiet.from)} onInput={change('from')} />
        <Field label={t('notify.to')} type="time" value={clockOf(quiet.to)} onInput={change('to')} />
      </div>
      <Days quiet={quiet} onChange={onChange} />
      <p class="field__hint">{t('notify.quiet-zone', { zone: quiet.timeZone })}</p>
    </>
  )
}

function Days({ quiet, onChange }: HoursProps) {
  const { t, language } = useWords(settingsWords)
  const { days } = quiet
  const choose = (day: number, is: boolean) => {
    const chosen = everyDay.filter((each) => (each === day ? is : days.includes(each)))
    if (chosen.length > 0) onChange({ ...quiet, days: chosen })
  }
  return (
    <fieldset class="quiet-days">
      <legend>{t('notify.quiet-days')}</legend>
      {everyDay.map((day) => (
        <Check
          key={day}
          label={dayName(day, language)}
          checked={days.includes(day)}
          onChange={(is) => choose(day, is)}
        />
      ))}
    </fieldset>
  )
}

/** 1 is Monday, as was the first of January 2024. */
function dayName(day: number, language: string): string {
  return new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(
    Date.UTC(2024, 0, day),
  )
}

function clockOf(minutes: number): string {
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}

/** `null`: not filled in yet. */
function minutesOf(clock: string): number | null {
  const [hours = Number.NaN, minutes = Number.NaN] = clock.split(':').map(Number)
  return Number.isInteger(hours * 60 + minutes) ? hours * 60 + minutes : null
}
