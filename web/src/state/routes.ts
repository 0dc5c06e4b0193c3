/** The places of the client by their paths. Pure. */

export const settingsSections = ['profile', 'sign-ins', 'appearance', 'notifications', 'bots'] as const
export type SettingsSection = (typeof settingsSections)[number]
export const moderationSections = ['reports', 'sanctions', 'audit', 'announce'] as const
export type ModerationSection = (typeof moderationSections)[number]

export type Route =
  | { readonly is: 'home' }
  | { readonly is: 'channel'; readonly name: string; readonly message: string | null }
  | { readonly is: 'direct'; readonly name: string; readonly message: string | null }
  | { readonly is: 'browse' }
  | { readonly is: 'settings'; readonly section: SettingsSection }
  | { readonly is: 'moderation'; readonly section: ModerationSection }

export function parsePath(path: string): Route {
  const [first, second, third] = path.split('/').filter(Boolean).map(decoded)
  const message = third ?? null
  if (first === 'c' && second !== undefined) return { is: 'channel', name: second, message }
  if (first === 'd' && second !== undefined) return { is: 'direct', name: second, message }
  if (first === 'channels') return { is: 'browse' }
  if (first === 'settings') return { is: 'settings', section: oneOf(settingsSections, second) }
  if (first === 'moderation') return { is: 'moderation', section: oneOf(moderationSections, second) }
  return { is: 'home' }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function oneOf<T extends string>(all: readonly [T, ...T[]], asked: string | undefined): T {
  return all.find((each) => each === asked) ?? all[0]
}
