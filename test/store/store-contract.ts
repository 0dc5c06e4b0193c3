/** Everything the core relies on, whatever the database: run in full against each one. */
import { afterEach, beforeEach, describe } from 'vitest'
import type { OpenStore } from '../../src/store/open-store.ts'
import { botsContract } from './contract/bots.ts'
import { changesContract } from './contract/changes.ts'
import { channelsContract } from './contract/channels.ts'
import { guestsContract } from './contract/guests.ts'
import { membershipsContract } from './contract/memberships.ts'
import { messagesContract } from './contract/messages.ts'
import { metadataContract } from './contract/metadata.ts'
import { namesContract } from './contract/names.ts'
import { nodesContract } from './contract/nodes.ts'
import { previewsContract } from './contract/previews.ts'
import { rangesContract } from './contract/ranges.ts'
import { readingContract } from './contract/reading.ts'
import { reportsContract } from './contract/reports.ts'
import { sanctionsContract } from './contract/sanctions.ts'
import { searchContract } from './contract/search.ts'
import { pushContract } from './contract/push.ts'
import { tokensContract } from './contract/tokens.ts'
import { searchFiltersContract } from './contract/search-filters.ts'
import { usersContract } from './contract/users.ts'
import { uploadsContract } from './contract/uploads.ts'
import { webhooksContract } from './contract/webhooks.ts'

/** `open` answers an empty store; it is closed after every test. */
export function storeContract(open: () => Promise<OpenStore>): void {
  let opened: OpenStore | null = null
  const store = () => {
    if (opened === null) throw new Error('the store is opened before every test')
    return opened
  }
  beforeEach(async () => {
    opened = await open()
  })
  afterEach(() => opened?.close())

  describe('users', () => {
    usersContract(store)
  })
  describe('names', () => {
    namesContract(store)
  })
  describe('guests', () => {
    guestsContract(store)
  })
  describe('channels', () => {
    channelsContract(store)
  })
  describe('memberships', () => {
    membershipsContract(store)
  })
  describe('reading', () => {
    readingContract(store)
  })
  describe('messages', () => {
    messagesContract(store)
  })
  describe('ranges, conversations and reactions', () => {
    rangesContract(store)
  })
  describe('changes', () => {
    changesContract(store)
  })
  describe('metadata and secrets', () => {
    metadataContract(store)
  })
  describe('tokens', () => {
    tokensContract(store)
  })
  describe('webhooks', () => {
    webhooksContract(store)
  })
  describe('uploads', () => {
    uploadsContract(store)
  })
  describe('previews', () => {
    previewsContract(store)
  })
  describe('nodes', () => {
    nodesContract(store)
  })
  describe('bots', () => {
    botsContract(store)
  })
  describe('pushes', () => {
    pushContract(store)
  })
  describe('search', () => {
    searchContract(store)
    searchFiltersContract(store)
  })
  describe('sanctions and audit', () => {
    sanctionsContract(store)
    reportsContract(store)
  })
}
