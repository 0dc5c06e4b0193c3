/** What a client sends at the IRC door to look something up, and how the lines that come back are read. */
import { minuteText } from '../../../src/lib/time-text.ts'
import type { IrcLine } from './irc-line.ts'
import { rolePrefixes } from './irc-modes.ts'
import type { Answer, Question, QuestionName } from './questions.ts'

export interface Lookup<Q extends QuestionName> {
  send(question: Question<Q>): readonly string[]
  /** Whether a line of what has come is part of the answer. */
  isPart(line: IrcLine, came: readonly IrcLine[]): boolean
  read(lines: readonly IrcLine[]): Answer<Q>
}

/** `null`: IRC has no words for it, and the second client asks at the plain-text door, or where that has none either at the API. */
export const ircLookups: { readonly [Q in QuestionName]: Lookup<Q> | null } = {
  search: null,
  pinned: null,
  reactions: null,
  level: null,
  tokens: null,
  'new-token': null,
  history: {
    send: ({ channel, count }) => [`CHATHISTORY LATEST ${channel} * ${count ?? 100}`],
    isPart: ({ command, tags }) => command === 'BATCH' || tags.has('batch'),
    read: (lines) =>
      lines.flatMap(({ command, params }) =>
        command === 'PRIVMSG' ? [(params[1] ?? '').replace(/^.ACTION (.*).$/s, '$1')] : [],
      ),
  },
  channels: {
    send: () => ['LIST'],
    isPart: numbered('321', '322', '323'),
    read: (lines) => parameters(lines, '322', 1).toSorted(),
  },
  // What no outsider may know has no names, as what is not there: the modes tell that it is refused.
  members: {
    send: ({ channel }) => [`NAMES ${channel}`, `MODE ${channel}`],
    isPart: numbered('353', '366', '324', '329'),
    read: (lines) =>
      parameters(lines, '353', 3)
        .flatMap((names) => names.split(' '))
        .map((written) => {
          const name = written.replace(/^[~&@%+]+/, '')
          return { name, role: rolePrefixes[written.charAt(0)] ?? 'member' }
        }),
  },
  online: {
    send: () => ['WHO *'],
    isPart: numbered('352', '315'),
    read: (lines) => parameters(lines, '352', 5).toSorted(),
  },
  whois: {
    send: ({ user }) => [`WHOIS ${user}`, `WHOWAS ${user}`],
    // Of somebody who was here it is no refusal that they are not.
    isPart: ({ command }, came) =>
      /^3\d\d$|406/.test(command) || (command === '401' && came.some((line) => line.command === '314')),
    read: whois,
  },
  topic: {
    send: ({ channel }) => [`TOPIC ${channel}`],
    isPart: numbered('331', '332', '333'),
    read: (lines) => parameters(lines, '332', 2)[0] ?? '',
  },
}

function numbered(...numerics: readonly string[]): (line: IrcLine) => boolean {
  return ({ command }) => numerics.includes(command)
}

function parameters(lines: readonly IrcLine[], numeric: string, index: number): readonly string[] {
  return lines.flatMap(({ command, params }) => (command === numeric ? [params[index] ?? ''] : []))
}

/** Whoever is here, as WHOIS tells; whoever was, as WHOWAS does. */
function whois(lines: readonly IrcLine[]): string {
  if (!lines.some(({ command }) => command === '311')) {
    const [seen] = lines.filter(({ command, params }) => command === '312' && params.length > 3)
    return seen === undefined ? '' : `last seen ${minuteText(Date.parse(seen.params.at(-1) ?? ''))} UTC`
  }
  const shown = lines.filter(({ command }) => ['311', '319', '301', '330', '338', '313'].includes(command))
  return [
    'online',
    ...shown.map(({ command, params }) =>
      command === '330' ? `as ${params[2] ?? ''}` : params.slice(2).join(' '),
    ),
  ].join('\n')
}
