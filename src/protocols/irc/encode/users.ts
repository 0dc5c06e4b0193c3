/** Facts about users, as lines. */
import type { EventOf } from '../../../core/events.ts'
import type { Encode } from '../encode.ts'
import type { IrcFlavour, Lines } from '../flavour.ts'
import { sourceOf, type IrcLine } from '../line.ts'
import { tagsFor } from './tags.ts'

type UserEvents =
  | 'user.arrived'
  | 'user.departed'
  | 'user.renamed'
  | 'user.account-changed'
  | 'user.display-name-changed'
  | 'user.avatar-changed'
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
  'user.account-changed': accountLines,
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
  'user.avatar-changed': () => null,
  'user.settings-changed': () => null,
}

/** Others see whoever turned out to be somebody here already leave; the one concerned only changes. */
function accountLines(event: EventOf<'user.account-changed'>, flavour: IrcFlavour): Lines {
  const { user, now, at, merged } = event
  const tags = tagsFor(flavour, { at, author: now })
  const source = sourceOf(user)
  const [username = '', host = ''] = now.userhost.split('@')
  const own: IrcLine[] = []
  if (flavour.has('account-notify') && user.account !== now.account)
    own.push({ tags, source, command: 'ACCOUNT', params: [now.account ?? '*'] })
  if (flavour.has('chghost') && user.userhost !== now.userhost)
    own.push({ tags, source, command: 'CHGHOST', params: [username, host] })
  if (user.name !== now.name)
    own.push({ tags, source: `${user.name}!${now.userhost}`, command: 'NICK', params: [now.name] })
  if (!merged || user.id === now.id) return own
  const quit = {
    tags: tagsFor(flavour, { at, author: user }),
    source,
    command: 'QUIT',
    params: [`Signed in as ${now.name}`],
  }
  return { own, others: [quit], owner: user.id }
}
