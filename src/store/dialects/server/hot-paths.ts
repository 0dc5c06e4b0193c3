/** Sending, changing, access and search on a database server. */
import type { HotPaths } from '../dialect.ts'
import { channelAccess } from './access.ts'
import type { ServerCapabilities } from './capabilities.ts'
import type { Changes } from './changes.ts'
import { edit, remove, setPreviews } from './edits.ts'
import { addReaction, pin, removeReaction, unpin } from './marks.ts'
import { searchMessages } from './search.ts'

export function serverHotPaths(capabilities: ServerCapabilities, changes: Changes): HotPaths {
  const { db } = capabilities
  return {
    appendMessage: (message) => changes.append(message),
    async appendTogether(messages) {
      const positions = await Promise.all(messages.map((message) => changes.append(message)))
      const given = positions.filter((position) => position !== null)
      return given.length === positions.length ? given : null
    },
    editMessage: (id, change) => changes.change(id, (batch) => edit(batch, id, change)),
    removeMessage: (id, at) => changes.change(id, (batch) => remove(batch, id, at)),
    addReaction: (given, limit) => changes.change(given.message, (batch) => addReaction(batch, given, limit)),
    removeReaction: (given) => changes.change(given.message, (batch) => removeReaction(batch, given)),
    pin: (given, limit) => changes.change(given.message, (batch) => pin(batch, given, limit)),
    unpin: (given) => changes.change(given.message, (batch) => unpin(batch, given)),
    setPreviews: (given) => changes.change(given.message, (batch) => setPreviews(batch, given)),
    channelAccess: (reference, user, now) => channelAccess(db, reference, { user, now }),
    searchMessages: (query) => searchMessages(capabilities, query),
  }
}
