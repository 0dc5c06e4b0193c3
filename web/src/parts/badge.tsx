/** How much is unread: a number where it is for oneself, a quiet one otherwise. */
import { useWords } from '../state/app.ts'
import './badge.css'

const most = 99

export function Badge({ unread, mentions }: { readonly unread: number; readonly mentions: number }) {
  const { n } = useWords()
  if (unread === 0 && mentions === 0) return null
  const isMention = mentions > 0
  const count = isMention ? mentions : unread
  return (
    <span class={isMention ? 'badge badge--mention' : 'badge'}>
      <span aria-hidden="true">{count > most ? `${most}+` : count}</span>
      <span class="unseen">{n(isMention ? 'unread.mentions' : 'unread.count', count)}</span>
    </span>
  )
}
