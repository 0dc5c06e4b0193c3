/** How the plain door and IRC are talked to. */
import { password } from '../../door/line-client.ts'
import type { LineDoor } from './line-talker.ts'

export const plainDoor: LineDoor = {
  name: 'plain',
  introduction: (name, isKnown) => ({
    lines: [`/${isKnown ? 'login' : 'register'} ${name} "${password}"`],
    isIn: /^\* talking in |^\* you are in no channel/,
  }),
  arriving: (place) => ({
    line: `/switch ${place}`,
    isThere: new RegExp(`^\\* talking in ${place}\\b`),
  }),
  joining: () => null,
  namesPlaces: false,
  says: (_, text) => text,
  heard(line) {
    const found = /^\[(#\S+)\] \S+: (\S+)$/.exec(line)
    return found?.[1] === undefined || found[2] === undefined ? null : { place: found[1], text: found[2] }
  },
  refusal(line) {
    if (!line.startsWith('! ')) return null
    return line.includes('does not answer') || line.includes('number') ? 'unknown' : 'refused'
  },
}

export const ircDoor: LineDoor = {
  name: 'irc',
  introduction: (name, isKnown) => ({
    lines: [
      'CAP LS 302',
      'CAP REQ :echo-message draft/chathistory batch server-time message-tags',
      ...(isKnown ? [`PASS :${name}:${password}`] : []),
      `NICK ${name}`,
      `USER ${name} 0 * :${name}`,
      ...(isKnown ? [] : [`REGISTER * * :${password}`]),
      'CAP END',
    ],
    isIn: / (376|422) /,
  }),
  // Everybody is in the default channels; what is asked before it has been answered by then.
  arriving: () => ({ line: 'PING there', isThere: / PONG \S+ :?there\r?$/ }),
  joining: (place, self) => ({
    line: `JOIN ${place}`,
    isThere: new RegExp(`^(?:@\\S+ )?:${self}!\\S+ JOIN :?${place}\\b`),
  }),
  namesPlaces: true,
  says: (place, text) => `PRIVMSG ${place} :${text}`,
  heard(line) {
    const found = /^(?:@\S+ )?:\S+ PRIVMSG (#\S+) :?(\S+)\r?$/.exec(line)
    return found?.[1] === undefined || found[2] === undefined ? null : { place: found[1], text: found[2] }
  },
  refusal(line) {
    const [, command] = /^(?:@\S+ )?:\S+ (\S+) /.exec(line) ?? []
    if (command === '263') return 'unknown'
    return command === '404' || command === '403' || command === '442' ? 'refused' : null
  },
  answers(line) {
    const found = /^PING (.*?)\r?$/.exec(line)
    return found === null ? null : `PONG ${found[1]}`
  },
}
