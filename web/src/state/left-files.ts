/** Which files stand beside a draft: so that a page that is opened anew knows what is there already, and what was lost. */

export interface LeftFile {
  readonly name: string
  readonly size: number
  /** Its id at the server; null: not all of it is there. */
  readonly upload: string | null
}

const prefix = 'parlance.files.'

export function hasLeftFiles(shelf: Storage, key: string): boolean {
  try {
    return shelf.getItem(prefix + key) !== null
  } catch {
    return false
  }
}

export function readLeftFiles(shelf: Storage, key: string): readonly LeftFile[] {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this page itself has written
    return JSON.parse(shelf.getItem(prefix + key) ?? '[]') as readonly LeftFile[]
  } catch {
    return []
  }
}

export function writeLeftFiles(shelf: Storage, key: string, files: readonly LeftFile[]): void {
  try {
    if (files.length === 0) shelf.removeItem(prefix + key)
    else shelf.setItem(prefix + key, JSON.stringify(files))
  } catch {
    // Full, or not allowed: then a reload forgets them.
  }
}

const lock = 'parlance.files.of.'

/** Tells the other pages of this browser that the files of a message come from here, until what is answered is called. */
export function holdMessage(clientTag: string): () => void {
  const released = new AbortController()
  const held = new Promise<void>((resolve) => released.signal.addEventListener('abort', () => resolve()))
  // Not there on pages without TLS.
  void navigator.locks?.request(lock + clientTag, () => held)
  return () => released.abort()
}

export async function heldMessages(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {}
  const names = held.flatMap(({ name = '' }) => (name.startsWith(lock) ? name.slice(lock.length) : []))
  return new Set(names)
}
