/** What can lie over the page, and beside the messages; one at a time. */
export type Overlay =
  | { readonly is: 'switcher' }
  | { readonly is: 'shortcuts' }
  | { readonly is: 'person'; readonly name: string }
  | { readonly is: 'create-channel' }
  | { readonly is: 'edit-channel'; readonly channel: string }
  | { readonly is: 'invite'; readonly channel: string }
  | { readonly is: 'webhooks'; readonly channel: string }
  /** On a narrow page: the list of channels. */
  | { readonly is: 'drawer' }

export type Side = 'members' | 'search' | 'pins'
