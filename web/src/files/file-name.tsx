/** What a file is called. The ending stays in sight, however long the name is: people know by it what it is. */
import './file-name.css'

/** `said`: what those hear who listen, where that is not only the name. */
export function FileName({ name, said = name }: { readonly name: string; readonly said?: string }) {
  const ending = /\.[^.\s]{1,5}$/.exec(name)?.[0] ?? ''
  const end = Math.max(0, name.length - ending.length - 3)
  return (
    <>
      <span class="file-name" dir="auto" aria-hidden="true">
        <span class="file-name__front">{name.slice(0, end)}</span>
        <span>{name.slice(end)}</span>
      </span>
      <span class="unseen">{said}</span>
    </>
  )
}
