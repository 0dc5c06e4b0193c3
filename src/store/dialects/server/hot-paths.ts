/** Sending, changing, access and search on a database server. */
import type { HotPaths } from '../dialect.ts'
import { channelAccess } from './access.ts'
import type { ServerCapabilities } from './capabilities.ts'
import type { Changes } from './changes.ts'
import { edit, remove, setPreviews } from './edits.ts'
import { addReaction, pin, removeReaction, unpin } from './marks.ts'
import { latestBy } from './latest-by.ts'
import { searchMessages } from './search.ts'

export function serverHotPaths(capabilities: ServerCapabilities, changes: Changes): HotPaths {
  const { db } = capabilities
  return {
    appendMessage: async (message) => (await changes.append([message]))[0] ?? null,
    appendTogether: (messages) => changes.append(messages),
    editMessage: (id, change) => changes.change(id, (batch) => edit(batch, id, change)),
    removeMessage: (id, at) => changes.change(id, (batch) => remove(batch, id, at)),
    addReaction: (given, limit) => changes.change(given.message, (batch) => addReaction(batch, given, limit)),
    removeReaction: (given) => changes.change(given.message, (batch) => removeReaction(batch, given)),
    pin: (given, limit) => changes.change(given.message, (batch) => pin(batch, given, limit)),
    unpin: (given) => changes.change(given.message, (batch) => unpin(batch, given)),
    setPreviews: (given) => changes.change(given.message, (batch) => setPreviews(batch, given)),
    channelAccess: (reference, user, now) => channelAccess(db, reference, { user, now }),
    latestBy: (channel, author) => latestBy(db, channel, author),
    searchMessages: (query) => searchMessages(capabilities, query),
  }
}
