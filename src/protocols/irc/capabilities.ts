/** What clients may negotiate, and what each of them has. */

/** Every capability this door offers, with whether it changes how a fact is written to a client. */
const table = {
  'account-notify': true,
  'account-tag': true,
  'away-notify': true,
  batch: true,
  'cap-notify': false,
  chghost: true,
  'echo-message': false,
  'extended-join': true,
  'extended-monitor': false,
  'invite-notify': true,
  'labeled-response': false,
  'message-tags': true,
  'multi-prefix': false,
  sasl: false,
  'server-time': true,
  setname: true,
  'standard-replies': false,
  sts: false,
  'userhost-in-names': false,
  'draft/account-registration': false,
  'draft/channel-rename': true,
  'draft/chathistory': false,
  'draft/event-playback': true,
  'draft/extended-isupport': false,
  'draft/message-redaction': true,
  'draft/metadata-3': false,
  'draft/multiline': true,
  'draft/no-implicit-names': false,
  'draft/pre-away': false,
  'draft/read-marker': true,
} as const satisfies Readonly<Record<string, boolean>>

export type Capability = keyof typeof table

export function isCapability(name: string): name is Capability {
  return Object.hasOwn(table, name)
}

export const capabilities: readonly Capability[] = Object.keys(table).filter(isCapability)

const shaping = capabilities.filter((name) => table[name])

/** Clients with the same key are written the same bytes. */
export function shapeKey(of: ReadonlySet<Capability>): string {
  return shaping.filter((name) => of.has(name)).join(' ')
}
