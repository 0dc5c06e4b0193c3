/** Facts about users, as lines. */
import type { Encode } from '../encode.ts'
import { sourceOf } from '../line.ts'
import { tagsFor } from './tags.ts'

type UserEvents =
  | 'user.arrived'
  | 'user.departed'
  | 'user.renamed'
  | 'user.account-changed'
  | 'user.display-name-changed'
  | 'user.away-changed'
  | 'user.settings-changed'

export const userEncoders: { readonly [T in UserEvents]: Encode<T> } = {
  'user.arrived': () => null,
  'user.departed': ({ user, guest, reason, at }, flavour) => {
    if (flavour.facts.alwaysOn && !guest) return null
    const tags = tagsFor(flavour, { at, author: user })
    return [{ tags, source: sourceOf(user), command: 'QUIT', params: [reason ?? 'gone'] }]
  },
  'user.renamed': ({ user, name, at }, flavour) => [
    { tags: tagsFor(flavour, { at, author: user }), source: sourceOf(user), command: 'NICK', params: [name] },
  ],
  'user.account-changed': ({ user, now, at }, flavour) => {
    const tags = tagsFor(flavour, { at, author: now })
    const source = sourceOf(user)
    const [username = '', host = ''] = now.userhost.split('@')
    return [
      ...(flavour.has('account-notify') && user.account !== now.account
        ? [{ tags, source, command: 'ACCOUNT', params: [now.account ?? '*'] }]
        : []),
      ...(flavour.has('chghost') && user.userhost !== now.userhost
        ? [{ tags, source, command: 'CHGHOST', params: [username, host] }]
        : []),
      ...(user.name === now.name
        ? []
        : [{ tags, source: `${user.name}!${now.userhost}`, command: 'NICK', params: [now.name] }]),
    ]
  },
  'user.display-name-changed': ({ user, displayName, at }, flavour) =>
    flavour.has('setname')
      ? [
          {
            tags: tagsFor(flavour, { at, author: user }),
            source: sourceOf(user),
            command: 'SETNAME',
            params: [displayName ?? user.name],
          },
        ]
      : null,
  'user.away-changed': ({ user, awayText, at }, flavour) =>
    flavour.has('away-notify')
      ? [
          {
            tags: tagsFor(flavour, { at, author: user }),
            source: sourceOf(user),
            command: 'AWAY',
            params: awayText === null ? [] : [awayText],
          },
        ]
      : null,
  'user.settings-changed': () => null,
}
