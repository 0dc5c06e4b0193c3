/** A picture beside or in place of a word; those who listen hear only the word. */
import type { IconNode } from 'lucide'
import { h } from 'preact'
import './icon.css'

export function Icon({ node }: { readonly node: IconNode }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {node.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  )
}
