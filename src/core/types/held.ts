/** What a message may hold beside words, as it is searched for: a link in its text, or files, of any kind or of one. */
export const heldKinds = ['link', 'file', 'picture', 'video', 'sound'] as const
export type HeldKind = (typeof heldKinds)[number]
