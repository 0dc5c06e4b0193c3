/** Finding what was said, by words and filters; this channel first, as that is where one is. */
import { useSignal } from '@preact/signals'
import { useEffect, useId } from 'preact/hooks'
import type { WireFound, WireOwnChannel } from '../../../src/protocols/api/wire.ts'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { besides, useMedia } from '../parts/use-media.ts'
import { useWords } from '../state/app.ts'
import { useClient } from '../state/client-context.ts'
import { CallFault } from '../connection/calls.ts'
import { FoundMessage } from './found-message.tsx'
import { completions, isEmptyQuery, parseQuery } from './search-query.ts'
import { panelWords } from '../words/en/panels.ts'
import './search-panel.css'

const most = 50

export function SearchPanel({ own }: { readonly own: WireOwnChannel }) {
  const { t } = useWords(panelWords)
  const { written, found, search } = useSearch(own.channel.kind === 'direct' ? '' : `in:${own.channel.name} `)
  const waysOn = useId()
  return (
    <div class="search-panel">
      <Form label={t('search.title')} onSubmit={search}>
        {(busy) => (
          <Field
            label={t('search.title')}
            bare
            type="search"
            list={waysOn}
            autoComplete="off"
            placeholder={t('search.title')}
            hint={found.value === null ? t('search.hint') : undefined}
            value={written.value}
            onInput={(text) => (written.value = text)}
            autoFocus
            beside={
              <Button type="submit" disabled={busy}>
                {t('search.go')}
              </Button>
            }
          />
        )}
      </Form>
      <datalist id={waysOn}>
        {completions(written.value).map((way) => (
          <option key={way} value={way} />
        ))}
      </datalist>
      {found.value !== null && <Found found={found.value} />}
    </div>
  )
}

function useSearch(begin: string) {
  const client = useClient()
  const { t } = useWords(panelWords)
  const written = useSignal(begin)
  const found = useSignal<readonly WireFound[] | null>(null)
  const search = async () => {
    const query = parseQuery(written.value)
    if (!query.ok) throw refusal(t(`search.${query.problem}`, { word: query.word }))
    if (isEmptyQuery(query.input)) return
    found.value = (await client.call('message.search', { ...query.input, limit: most })).found
  }
  const asked = client.searched.value
  useEffect(() => {
    if (asked === null) return
    client.searched.value = null
    written.value = asked
    search().catch(client.complain)
  }, [asked])
  return { written, found, search }
}

function refusal(message: string): CallFault {
  return new CallFault({ code: 'bad-input', message, details: {} })
}

function Found({ found }: { readonly found: readonly WireFound[] }) {
  const client = useClient()
  const { t, n } = useWords(panelWords)
  const isBeside = useMedia(besides)
  const heading =
    found.length === 0
      ? t('search.none')
      : found.length === most
        ? t('search.most', { count: most })
        : n('search.found', found.length)
  const gone = () => {
    if (!isBeside) client.side.value = null
  }
  return (
    <>
      <p role="status">{heading}</p>
      <ul class="search-panel__found">
        {found.map(({ channel, message }) => (
          <FoundMessage key={message.id} channel={channel} message={message} isNamed onGo={gone} />
        ))}
      </ul>
    </>
  )
}
