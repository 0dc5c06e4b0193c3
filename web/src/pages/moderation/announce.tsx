/** Saying something to everybody connected. */
import { useSignal } from '@preact/signals'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { Form } from '../../parts/form.tsx'
import { useWords } from '../../state/app.ts'
import { useClient } from '../../state/client-context.ts'
import { moderationWords } from '../../words/en/moderation.ts'

export function Announce() {
  const client = useClient()
  const { t } = useWords(moderationWords)
  const text = useSignal('')
  const announce = async () => {
    await client.call('node.announce', { text: text.value })
    text.value = ''
    client.say(t('moderation.announced'))
  }
  return (
    <section class="sections__part">
      <Form label={t('moderation.announce')} onSubmit={announce}>
        {(busy) => (
          <>
            <Field
              label={t('moderation.announce-text')}
              value={text.value}
              onInput={(written) => (text.value = written)}
              autoComplete="off"
            />
            <div class="form__actions">
              <Button look="main" type="submit" disabled={busy || text.value.trim() === ''}>
                {t('moderation.announce-go')}
              </Button>
            </div>
          </>
        )}
      </Form>
    </section>
  )
}
