/** Whether somebody is here: a dot, and the word for those who listen. */
import { useWords } from '../state/app.ts'
import './presence.css'

export function Presence({
  online,
  awayText = null,
}: {
  readonly online: boolean
  readonly awayText?: string | null
}) {
  const { t } = useWords()
  const isAway = online && awayText !== null
  const word = isAway ? t('here.away', { text: awayText }) : t(online ? 'here.yes' : 'here.no')
  const look = isAway ? 'away' : online ? 'here' : 'gone'
  return <span class={`presence presence--${look}`} role="img" aria-label={word} title={word} />
}
