/** Files that a text names by where they are: whoever says so of a file of their own says the file. So it is done on doors that know only text. */
import type { UserActor } from '../actor.ts'
import type { Context } from '../command.ts'
import type { Upload } from '../types.ts'
import { mostAtOnce } from './access.ts'
import { keysIn } from './address.ts'

/** Beside those that are said with it anyway. Addresses of others' files, and of those said already, are text like any other. */
export async function namedUploads(
  context: Context<UserActor>,
  text: string,
  given: readonly Upload[],
): Promise<readonly Upload[]> {
  const keys = keysIn(text).filter((key) => given.every((upload) => upload.key !== key))
  if (keys.length === 0) return none
  // Whoever writes many addresses does not make the server look for more than could be said.
  const looked = keys.slice(0, Math.max(0, mostAtOnce - given.length))
  const found = await Promise.all(looked.map((key) => unsaidUpload(context, key)))
  return found.filter((upload) => upload !== null)
}

async function unsaidUpload({ store, actor }: Context<UserActor>, key: string): Promise<Upload | null> {
  const upload = await store.uploads.byKey(key)
  if (upload?.owner !== actor.id || upload.content === null) return null
  return upload.message === null && !upload.avatar ? upload : null
}

const none: readonly Upload[] = []
