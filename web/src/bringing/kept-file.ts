/** A file that an earlier page has brought whole: it waits at the server to be said. */
import { signal } from '@preact/signals'
import type { BroughtFile } from './brought-file.ts'

interface Kept {
  readonly key: string
  readonly name: string
  readonly size: number
  readonly upload: string
}

export function keptFile({ key, name, size, upload }: Kept, remove: (upload: string) => void): BroughtFile {
  return {
    key,
    name,
    size,
    type: '',
    picture: null,
    way: signal({ is: 'done', upload }),
    sent: signal(size),
    refuse: nothing,
    wait: nothing,
    start: nothing,
    pause: nothing,
    retry: nothing,
    interrupt: nothing,
    goOn: nothing,
    cancel: () => remove(upload),
    release: nothing,
  }
}

function nothing(): void {}
