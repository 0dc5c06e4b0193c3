/** What a person types at the plain-text door to look something up, and how the lines that come back are read. */
import { channelRoles } from '../../../src/core/channels/roles.ts'
import type { Answer, Question, QuestionName } from './questions.ts'

export interface Lookup<Q extends QuestionName> {
  type(question: Question<Q>): readonly string[]
  /** Whether a line is part of the answer. */
  isPart(line: string, question: Question<Q>): boolean
  read(lines: readonly string[], question: Question<Q>): Answer<Q>
}

const past = /^\d{4}-\d\d-\d\d \d\d:\d\d (?:\[#?[^\]]+\] )(?:\* \S+ |\S+: )?(.*)$/
const member = /^ {2}(\S+) +(owner|admin|moderator|halfop|voice|member) +/

/** `null`: this door has no words for it, and the user's second client asks at the API. */
export const plainLookups: { readonly [Q in QuestionName]: Lookup<Q> | null } = {
  history: {
    type: ({ channel, count }) => [`/history ${channel}${count === null ? '' : ` ${count}`}`],
    isPart: (line) => past.test(line) || /^\* (?:#\S+, \d+ messages?|end|nothing has been said)/.test(line),
    read: pastTexts,
  },
  search: {
    type: ({ words }) => [`/search ${words}`],
    isPart: (line) => past.test(line) || line.startsWith('* found '),
    read: pastTexts,
  },
  channels: {
    type: () => ['/channels'],
    isPart: (line) => /^(?:\* channels \(|[+ ] #)/.test(line),
    read: (lines) => lines.flatMap((line) => /^[+ ] (#\S+)/.exec(line)?.[1] ?? []),
  },
  members: {
    type: ({ channel }) => [`/users ${channel}`],
    isPart: (line) => member.test(line) || /^\* #\S+ has \d+ members?:/.test(line),
    read: (lines) =>
      lines.flatMap((line) => {
        const [, name = '', written = ''] = member.exec(line) ?? []
        const role = channelRoles.find((known) => known === written)
        return role === undefined ? [] : [{ name, role }]
      }),
  },
  online: {
    type: () => ['/users'],
    isPart: (line) => line.startsWith('* online ('),
    read: ([line = '']) =>
      line
        .slice(line.indexOf(': ') + 2)
        .replaceAll(' (away)', '')
        .split(', '),
  },
  whois: {
    type: ({ user }) => [`/whois ${user}`],
    isPart: (line, { user }) => line.toLowerCase().startsWith(`* ${user.toLowerCase()}`),
    read: (lines) => lines.join('\n'),
  },
  pinned: null,
  reactions: null,
  level: null,
  tokens: null,
  'new-token': null,
  topic: {
    type: ({ channel }) => [`/switch ${channel}`, '/topic'],
    isPart: (line, { channel }) =>
      line.startsWith(`* topic of ${channel}: `) || line === `* ${channel} has no topic`,
    read: ([line = '']) => /: (.*?)(?: \(by \S+\))?$/.exec(line)?.[1] ?? '',
  },
}

function pastTexts(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => past.exec(line)?.[1] ?? [])
}
