/** A sign is chosen: by looking, or by typing what it is called. A grid for the arrow keys. */
import { useComputed, useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../state/app.ts'
import type { Emoji } from './all-emoji.ts'
import { findEmoji, type ShownGroup } from './find-emoji.ts'
import type { EmojiBook } from './emoji-book.ts'
import { noteEmoji, recentEmoji } from './recent.ts'
import { emojiWords } from '../words/en/emoji.ts'
import './emoji-picker.css'

interface Picking {
  readonly book: EmojiBook
  readonly onPick: (sign: string) => void
}

const columns = 8

export function EmojiPicker({ book, onPick }: Picking) {
  const { t } = useWords(emojiWords)
  const typed = useSignal('')
  const input = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  useEffect(() => {
    book.load()
    input.current?.focus()
  }, [])
  const label = t('emoji.search')
  const groups = useComputed(() => findEmoji(book.all.value, recentEmoji(localStorage), typed.value))
  const pick = (sign: string): void => {
    noteEmoji(localStorage, sign)
    onPick(sign)
  }
  const pressed = (event: KeyboardEvent): void => {
    event.stopPropagation()
    const first = groups.value[0]?.emoji[0]
    if (event.key === 'Enter' && event.target === input.current && first !== undefined) pick(first.sign)
    else if (move(event, input.current, grid.current)) event.preventDefault()
  }
  return (
    <div class="emoji-picker" onKeyDown={pressed}>
      <input
        ref={input}
        type="search"
        class="emoji-picker__search"
        value={typed.value}
        aria-label={label}
        placeholder={label}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
      <div ref={grid} class="emoji-picker__groups">
        {groups.value.length === 0 && <p>{t('emoji.none')}</p>}
        <Groups groups={groups.value} onPick={pick} />
      </div>
    </div>
  )
}

function Groups({
  groups,
  onPick,
}: {
  readonly groups: readonly ShownGroup[]
  readonly onPick: (sign: string) => void
}) {
  return (
    <>
      {groups.map((group) => (
        <Group key={group.slug} group={group} onPick={onPick} />
      ))}
    </>
  )
}

function Group({ group, onPick }: { readonly group: ShownGroup; readonly onPick: (sign: string) => void }) {
  const { t } = useWords(emojiWords)
  const { slug, emoji } = group
  return (
    <section aria-label={t(`emoji.${slug}`)}>
      <h3>{t(`emoji.${slug}`)}</h3>
      <div class="emoji-picker__grid">
        {emoji.map((one) => (
          <Sign key={one.sign} emoji={one} onPick={onPick} />
        ))}
      </div>
    </section>
  )
}

function Sign({ emoji, onPick }: { readonly emoji: Emoji; readonly onPick: (sign: string) => void }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      title={`:${emoji.name}:`}
      aria-label={emoji.name.replaceAll('_', ' ')}
      onClick={() => onPick(emoji.sign)}
    >
      {emoji.sign}
    </button>
  )
}

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -columns,
  ArrowDown: columns,
}

/** Down from the search into the grid, about in it, and up out of it again. */
function move(event: KeyboardEvent, input: HTMLElement | null, grid: HTMLElement | null): boolean {
  const step = steps[event.key]
  if (step === undefined || grid === null) return false
  const signs = [...grid.querySelectorAll('button')]
  if (event.target === input) {
    if (event.key !== 'ArrowDown') return false
    signs[0]?.focus()
    return true
  }
  const now = signs.findIndex((sign) => sign === event.target)
  const next = signs[now + step]
  if (now + step < 0) input?.focus()
  else next?.focus()
  return true
}
