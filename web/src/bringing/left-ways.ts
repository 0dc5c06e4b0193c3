/** Where files that have not come whole were going: whoever chooses the same one again, after the page was loaded anew, goes on there. */
import type { PreviousUpload, UploadOptions } from 'tus-js-client'

type Shelf = NonNullable<UploadOptions['urlStorage']>

export class LeftWays implements Shelf {
  readonly #storage: Storage
  readonly #prefix: string
  /** Two of the same file go two ways. */
  readonly #taken = new Set<string>()

  constructor(storage: Storage, key: string) {
    this.#storage = storage
    this.#prefix = `parlance.way.${key}.`
  }

  findAllUploads(): Promise<PreviousUpload[]> {
    return Promise.resolve([])
  }

  findUploadsByFingerprint(fingerprint: string): Promise<PreviousUpload[]> {
    const key = this.#prefix + fingerprint
    const found = this.#read(key)
    if (found === null || this.#taken.has(key)) return Promise.resolve([])
    this.#taken.add(key)
    return Promise.resolve([{ ...found, urlStorageKey: key }])
  }

  removeUpload(key: string): Promise<void> {
    this.#taken.delete(key)
    this.#storage.removeItem(key)
    return Promise.resolve()
  }

  addUpload(fingerprint: string, upload: PreviousUpload): Promise<string> {
    const key = this.#prefix + fingerprint
    this.#taken.add(key)
    try {
      this.#storage.setItem(key, JSON.stringify(upload))
    } catch {
      // Full: then it begins anew.
    }
    return Promise.resolve(key)
  }

  #read(key: string): PreviousUpload | null {
    const text = this.#storage.getItem(key)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this page itself has written
    return text === null ? null : (JSON.parse(text) as PreviousUpload)
  }
}
