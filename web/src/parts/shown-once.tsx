/** A secret that is shown this once: what it is, itself, and how it is copied. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { CopyLine } from './copy-line.tsx'
import './shown-once.css'

interface Shown {
  readonly about: string
  readonly secret: string
  /** What its button says to those who listen, where there is more than one; it begins with "Copy". */
  readonly label?: string
  readonly children?: ComponentChildren
}

export function ShownOnce({ about, secret, label, children }: Shown) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => ref.current?.scrollIntoView({ block: 'nearest' }), [secret])
  return (
    <div class="shown-once" role="status" ref={ref}>
      <p>{about}</p>
      <CopyLine text={secret} {...(label === undefined ? {} : { label })} />
      {children}
    </div>
  )
}
