/** Nothing has been said between the two yet: one can begin at once. */
import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Composer } from '../composer/composer.tsx'
import { MessageLog } from '../messages/message-log.tsx'
import { PageHead } from '../shell/page-head.tsx'
import { useClient } from '../state/client-context.ts'
import { FirstWords } from '../state/first-words.ts'
import '../shell/channel-header.css'

export function NotWritten({ name }: { readonly name: string }) {
  const { view, problem } = useFirstWords(name)
  return (
    <main class="main" id="main" tabIndex={-1}>
      <Head name={name} isKnown={view !== null} />
      {view === null ? (
        <div class="main__scroll">{problem !== '' && <p role="status">{problem}</p>}</div>
      ) : (
        <>
          <MessageLog channel={view} />
          <Composer channel={view} />
        </>
      )}
    </main>
  )
}

function Head({ name, isKnown }: { readonly name: string; readonly isKnown: boolean }) {
  const client = useClient()
  const person = (
    <button class="channel-header__person" onClick={() => client.showPerson(name)}>
      <bdi>{name}</bdi>
    </button>
  )
  return <PageHead title={isKnown ? person : name} />
}

/** `problem`: why there is nobody to write to. */
function useFirstWords(name: string): { readonly view: FirstWords | null; readonly problem: string } {
  const client = useClient()
  const view = useSignal<FirstWords | null>(null)
  const problem = useSignal('')
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    if (!isOpen || view.peek() !== null) return
    client
      .call('user.show', { name })
      .then((profile) => (view.value = new FirstWords(client.chat, profile)))
      .catch((error: unknown) => (problem.value = client.wordOf(error)))
  }, [client, name, isOpen])
  return { view: view.value, problem: problem.value }
}
