/** One message: who, when, what, and what can be done with it. */
import type { ComponentChildren } from 'preact'
import { isOnlyEmoji } from '../emoji/emoji-book.ts'
import { render } from '../markdown/render.tsx'
import { Avatar } from '../parts/avatar.tsx'
import { useWords } from '../state/app.ts'
import type { ShownMessage } from '../state/channel-view.ts'
import { DeleteQuestion } from './delete-question.tsx'
import { FilesOf } from './files-of.tsx'
import { useLongPress } from './long-press.ts'
import { useNear } from './near.ts'
import type { LogParts } from './log-parts.ts'
import { MessageMenu } from './message-menu.tsx'
import { MessageTools } from './message-tools.tsx'
import { PendingLine } from './pending-line.tsx'
import { ReactionPicker } from './reaction-picker.tsx'
import { Reactions } from './reactions.tsx'
import { ReplyQuote } from './reply-quote.tsx'
import type { MessageRow as Row } from './rows.ts'
import { spokenOf } from './spoken.ts'
import './message-row.css'

interface Shown {
  readonly row: Row
  readonly log: LogParts
}

export function MessageRow({ row, log }: Shown) {
  const { t } = useWords()
  const near = useNear()
  const { message, form, key } = row
  const mayAct = message.pending === undefined && form !== 'deleted'
  const press = useLongPress(() => {
    if (mayAct) log.opened.value = { id: message.id, what: 'menu' }
  })
  const opened = log.opened.value?.id === message.id ? log.opened.value.what : null
  const marked = log.marked.value === key ? ' message_marked' : ''
  const pending = message.pending === undefined ? '' : ` message_${message.pending}`
  return (
    <article
      class={`message message_${form}${marked}${pending}`}
      tabIndex={-1}
      data-message={message.id}
      aria-label={labelOf(row, log, t('message.deleted'))}
      {...near.events}
      {...press}
    >
      <Form row={row} log={log} />
      {mayAct && (near.is || opened !== null) && <MessageTools message={message} log={log} />}
      {opened === 'reactions' && <ReactionPicker message={message} log={log} />}
      {opened === 'menu' && <MessageMenu message={message} log={log} />}
    </article>
  )
}

function Form({ row, log }: Shown) {
  const { t } = useWords()
  const { message, form } = row
  const time = <Time at={message.sentAt} log={log} />
  if (form === 'deleted')
    return <Quiet time={time}>{t('message.deleted-of', { name: message.author.name })}</Quiet>
  if (form === 'topic')
    return (
      <Quiet time={time}>
        <span class="written" dir="auto">
          {message.text === '' ? (
            t('message.topic-cleared', { name: message.author.name })
          ) : (
            <>
              {t('message.topic-set', { name: message.author.name })}{' '}
              {render(log.piecesOf(message), log.around)}
            </>
          )}
        </span>
      </Quiet>
    )
  return <Said row={row} log={log} time={time} />
}

function Quiet({
  time,
  children,
}: {
  readonly time: ComponentChildren
  readonly children: ComponentChildren
}) {
  return (
    <>
      <div class="message__side">{time}</div>
      <div class="message__main message__main_quiet">{children}</div>
    </>
  )
}

function Said({ row, log, time }: Shown & { readonly time: ComponentChildren }) {
  const { message, form } = row
  return (
    <>
      <div class="message__side">
        {form === 'head' ? <AuthorMark author={message.author} log={log} /> : time}
      </div>
      <div class="message__main">
        {message.replyTo !== null && <ReplyQuote to={message.replyTo} before={message} log={log} />}
        {form === 'head' && (
          <header class="message__head">
            <AuthorName message={message} log={log} /> {time}
          </header>
        )}
        {hasText(row) && <Body row={row} log={log} />}
        {message.uploads.length + message.previews.length > 0 && <FilesOf message={message} log={log} />}
        {message.reactions.length > 0 && <Reactions message={message} log={log} />}
        {message.pending !== undefined && <PendingLine message={message} log={log} />}
        {log.opened.value?.id === message.id && log.opened.value.what === 'delete' && (
          <DeleteQuestion message={message} log={log} />
        )}
      </div>
    </>
  )
}

/** Beside files nothing needs to be written. */
function hasText({ message: { text, uploads, coming = [], editedAt }, form }: Row): boolean {
  return text !== '' || uploads.length + coming.length === 0 || editedAt !== null || form === 'action'
}

function Body({ row, log }: Shown) {
  const { t } = useWords()
  const { message, form } = row
  const large = isOnlyEmoji(message.text) ? ' message__text_large' : ''
  return (
    <div class={`message__text written${large}`} dir="auto">
      {form === 'action' && (
        <>
          * <AuthorName message={message} log={log} />{' '}
        </>
      )}
      {render(log.piecesOf(message), log.around)}
      {message.editedAt !== null && (
        <span class="message__edited" title={log.times.value.full(message.editedAt)}>
          {' '}
          {t('message.edited')}
        </span>
      )}
    </div>
  )
}

function AuthorName({ message, log }: { readonly message: ShownMessage; readonly log: LogParts }) {
  const { name } = message.author
  return (
    <button type="button" class="message__author" dir="auto" onClick={() => log.app.showPerson(name)}>
      {name}
    </button>
  )
}

/** A second way to the card of a person, for the pointer; the name beside it is the one for everybody. */
function AuthorMark({ author, log }: { readonly author: ShownMessage['author']; readonly log: LogParts }) {
  return (
    <span class="message__mark" aria-hidden="true" onClick={() => log.app.showPerson(author.name)}>
      <Avatar id={author.id} name={author.name} />
    </span>
  )
}

function Time({ at, log }: { readonly at: number; readonly log: LogParts }) {
  const times = log.times.value
  return (
    <time class="message__time" dateTime={new Date(at).toISOString()} title={times.full(at)}>
      {times.clock(at)}
    </time>
  )
}

function labelOf({ message, form }: Row, log: LogParts, deleted: string): string {
  const text = form === 'deleted' ? deleted : spokenOf(message, log).slice(0, 300)
  return `${message.author.name}, ${log.times.value.clock(message.sentAt)}: ${text}`
}
