/** A message away from its place: who said it, where and when, and the way there. */
import type { WireChannelRef, WireMessage } from '../../../src/protocols/api/wire.ts'
import { lineOf } from '../files/file-text.ts'
import { Link } from '../parts/link.tsx'
import { useApp } from '../state/app.ts'
import { pathOf, titleOf } from '../state/own-channels.ts'
import { momentFor } from '../state/wording.ts'
import './found-message.css'

interface Shown {
  readonly channel: WireChannelRef
  readonly message: WireMessage
  readonly onGo?: () => void
  /** Whether the channel is named too. */
  readonly isNamed: boolean
}

export function FoundMessage({ channel, message, isNamed, onGo }: Shown) {
  const app = useApp()
  const self = app.self.value?.id ?? ''
  const path = `${pathOf(channel, self)}/${message.id}`
  return (
    <li class="found">
      <Link to={path} class="found__link" {...(onGo === undefined ? {} : { onGo })}>
        <span class="found__head">
          <bdi class="found__author">{message.author.name}</bdi>
          {isNamed && <bdi>{titleOf(channel, self)}</bdi>}
          <time>{momentFor(app, message.sentAt)}</time>
        </span>
        <span class="found__text">{lineOf(message, app.words.value)}</span>
      </Link>
    </li>
  )
}
