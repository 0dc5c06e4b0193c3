/** The quick switcher: a few letters, Enter, and one is there. */
import { useSignal, type Signal } from '@preact/signals'
import { useEffect, useId, useMemo } from 'preact/hooks'
import { Badge } from '../parts/badge.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { pathOf, titleOf } from '../state/own-channels.ts'
import { matchGoals, type Goal } from './goals.ts'
import { panelWords } from '../words/en/panels.ts'
import '../parts/field.css'
import './switcher.css'

export function Switcher({ onClose }: { readonly onClose: () => void }) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const written = useSignal('')
  const chosen = useSignal(0)
  const listId = useId()
  const goals = matchGoals(useGoals(), written.value)
  const go = (goal: Goal | undefined) => {
    if (goal === undefined) return
    onClose()
    client.go(goal.path)
  }
  return (
    <Dialog title={t('switcher.label')} look="top" bare onClose={onClose}>
      <input
        class="field__input"
        role="combobox"
        aria-label={t('switcher.label')}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={`${listId}-${chosen.value}`}
        placeholder={t('switcher.label')}
        autocomplete="off"
        autofocus
        value={written.value}
        onInput={({ currentTarget }) => {
          written.value = currentTarget.value
          chosen.value = 0
        }}
        onKeyDown={(event) => pressed(event, { chosen, count: goals.length, go: (at) => go(goals[at]) })}
      />
      <Goals {...{ listId, goals, chosen, go }} />
      {goals.length === 0 && <p role="status">{t('switcher.none')}</p>}
    </Dialog>
  )
}

interface Choosing {
  readonly chosen: Signal<number>
  readonly count: number
  readonly go: (at: number) => void
}

function pressed(event: KeyboardEvent, { chosen, count, go }: Choosing): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined) chosen.value = (chosen.value + step + count) % Math.max(1, count)
  else if (event.key === 'Enter') go(chosen.value)
  else return
  event.preventDefault()
}

interface GoalsProps {
  readonly listId: string
  readonly goals: readonly Goal[]
  readonly chosen: Signal<number>
  readonly go: (goal: Goal) => void
}

function Goals({ listId, goals, chosen, go }: GoalsProps) {
  const { t } = useWords(panelWords)
  return (
    <ul class="switcher" id={listId} role="listbox" aria-label={t('switcher.label')}>
      {goals.map((goal, index) => (
        <li
          key={goal.key}
          id={`${listId}-${index}`}
          class="switcher__goal"
          role="option"
          aria-selected={index === chosen.value}
          onClick={() => go(goal)}
          onPointerMove={() => (chosen.value = index)}
        >
          <bdi class="switcher__title">{goal.title}</bdi>
          <Badge unread={goal.unread} mentions={goal.mentions} />
        </li>
      ))}
    </ul>
  )
}

/** One's own channels and conversations, and behind them everybody who is here or in a channel that was looked at. */
function useGoals(): readonly Goal[] {
  const client = useClient()
  const { t } = useWords()
  const others = usePeople()
  const self = client.self.value?.id ?? ''
  const channels = client.channels.value
  return useMemo(() => {
    const own = channels.map(({ channel, unread, mentions }) => {
      const title = titleOf(channel, self)
      return { key: channel.id, title, path: pathOf(channel, self), unread, mentions }
    })
    const known = new Set(own.map(({ title }) => title))
    const people = [...others].filter((name) => !known.has(name)).map(personGoal)
    const all = { key: 'all', title: t('nav.browse'), path: '/channels', unread: 0, mentions: 0 }
    return [...own, ...people, all]
  }, [channels, others, self, t])
}

function personGoal(name: string): Goal {
  return { key: name, title: name, path: `/d/${encodeURIComponent(name)}`, unread: 0, mentions: 0 }
}

/** Names; of those who are away, as far as they are known without asking. */
function usePeople(): ReadonlySet<string> {
  const client = useClient()
  const names = useSignal<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const members = [...client.chat.views].flatMap(({ roll }) => roll.list.peek())
    const known = members.map(({ user }) => user.name)
    names.value = new Set(known)
    client
      .call('presence.who-is-online', {})
      .then(({ users }) => (names.value = new Set([...users.map(({ name }) => name), ...known])))
      .catch(() => undefined)
  }, [client])
  return names.value
}
