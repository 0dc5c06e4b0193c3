/** Somebody's picture; without one, their initials on a colour of their own, which comes from their id and stays when they are renamed. */
import { useApp } from '../state/app.ts'
import { hueOf, initialsOf } from './initials.ts'
import './avatar.css'

interface Shown {
  readonly id: string
  /** Not the display name, which messages do not know: the same person looks the same everywhere. */
  readonly name: string
  readonly large?: boolean
}

export function Avatar({ id, name, large = false }: Shown) {
  const picture = useApp().avatarOf(id).value
  return (
    <span class={large ? 'avatar avatar--large' : 'avatar'} style={{ '--hue': hueOf(id) }} aria-hidden="true">
      {initialsOf(name)}
      {picture !== null && <Picture key={picture} address={picture} />}
    </span>
  )
}

/** Over the initials, which are seen until it has come, and where it does not. */
function Picture({ address }: { readonly address: string }) {
  return (
    <img
      class="avatar__picture"
      src={address}
      alt=""
      decoding="async"
      draggable={false}
      onError={({ currentTarget }) => (currentTarget.hidden = true)}
    />
  )
}
