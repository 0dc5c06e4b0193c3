/** One of a list: what it is, what can be done with it, why that did not work, and below what one has opened of it. */
import type { ComponentChildren } from 'preact'
import './row.css'

interface Shown {
  readonly name: string
  /** The whole of a name that is shown shorter. */
  readonly title?: string
  /** Small, under the name. */
  readonly about: string
  readonly problem?: string
  readonly children: ComponentChildren
  readonly below?: ComponentChildren
}

export function Row({ name, title = name, about, problem = '', children, below }: Shown) {
  return (
    <li class="row">
      <div class="row__about">
        <bdi class="row__name" title={title}>
          {name}
        </bdi>
        <small>{about}</small>
        {problem !== '' && (
          <p class="row__problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <div class="row__actions">{children}</div>
      {below !== undefined && <div class="row__below">{below}</div>}
    </li>
  )
}
