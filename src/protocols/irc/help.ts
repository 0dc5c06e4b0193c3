/** The texts of HELP: how each command is used, and an index that is made of the same table. */

export interface HelpTopic {
  /** The command in upper case, or `index`. */
  readonly subject: string
  /** The first one is how the command is written. */
  readonly lines: readonly string[]
}

type Texts = Readonly<Record<string, readonly [usage: string, ...text: string[]]>>

const talking: Texts = {
  PRIVMSG: [
    'PRIVMSG <target>{,<target>} :<text>',
    'Says something in a channel, or to a person.',
    'With ~ & @ % or + before a channel, only members of that rank or above are told.',
  ],
  NOTICE: [
    'NOTICE <target>{,<target>} :<text>',
    'The same as PRIVMSG, for texts that no program may answer by itself.',
  ],
  TAGMSG: [
    '@<tags> TAGMSG <target>',
    'Sends tags without a text: that somebody is typing, or a reaction to a message.',
  ],
  REDACT: [
    'REDACT <target> <message> [:<reason>]',
    'Deletes a message: your own, or in a channel you look after. <message> is its msgid.',
  ],
  BATCH: [
    'BATCH +<name> draft/multiline <target>',
    'Begins a message of several lines; BATCH -<name> ends and sends it.',
  ],
  AWAY: [
    'AWAY [:<text>]',
    'Tells whoever writes to you that you are away, and why. Without a text you are back.',
  ],
}

const channels: Texts = {
  JOIN: [
    'JOIN <channel>{,<channel>} [<key>{,<key>}]',
    'Enters channels, and creates those that do not exist yet.',
  ],
  PART: ['PART <channel>{,<channel>} [:<reason>]', 'Leaves channels.'],
  NAMES: ['NAMES <channel>', 'Who is in a channel.'],
  TOPIC: [
    'TOPIC <channel> [:<text>]',
    'Shows the topic of a channel, or changes it. An empty text takes it away.',
  ],
  LIST: [
    'LIST [<filter>{,<filter>}]',
    'The channels you may know of, with their members and topics.',
    'Filters: a mask, !mask, >n and <n members, C>n and C<n minutes since the channel was made, T>n and T<n since its topic was set.',
  ],
  INVITE: [
    'INVITE <nick> <channel>',
    'Asks somebody into a channel. Without words it lists the channels you are invited to.',
  ],
  KICK: ['KICK <channel> <nick>{,<nick>} [:<reason>]', 'Puts somebody out of a channel you look after.'],
  MODE: [
    'MODE <channel> [<letters> {<argument>}]  or  MODE <nick> [<letters>]',
    'Shows or changes the settings of a channel, or your own.',
    'On or off: C no CTCP, i invited only, M and R people with an account only (to speak, to join), m moderated, n members only, s secret, t topic locked.',
    'With a value: k key, l limit. Ranks: q ~ owner, a & admin, o @ moderator, h % half-operator, v + voice.',
    'Lists of masks: b banned, e excepted from bans, I may come uninvited. a:NAME is an account; m: before a banned mask only mutes it.',
    "Your own: B program, i invisible, R written to by people with an account only, w operators' messages.",
  ],
  RENAME: [
    'RENAME <channel> <new name> [:<reason>]',
    'Gives a channel another name; its members and history stay.',
  ],
}

const people: Texts = {
  NICK: ['NICK <nick>', 'What you want to be called.'],
  FILEHOST: [
    'FILEHOST TOKEN',
    'A token with which files are brought for ten minutes, where 005 says FILEHOST.',
  ],
  SETNAME: ['SETNAME :<name>', 'Changes the longer name that stands beside your nick.'],
  WHO: [
    'WHO <mask> [o] [%<fields>[,<token>]]',
    'Members of a channel, or people whose name fits a mask, in one line each.',
  ],
  WHOIS: ['WHOIS <nick>', 'Who somebody is, and which of the channels you may know of they are in.'],
  WHOWAS: ['WHOWAS <nick> [<count>]', 'Who had a nick before.'],
  ISON: ['ISON <nick> {<nick>}', 'Which of these people are here.'],
  USERHOST: ['USERHOST <nick> {<nick>}', 'The user name and host of people, and whether they are away.'],
  MONITOR: [
    'MONITOR + | - <nick>{,<nick>}  or  MONITOR C | L | S',
    'Tells you when people come and go. C forgets the list, L shows it, S says who of it is here.',
  ],
  METADATA: [
    'METADATA <target> GET | LIST | SET | CLEAR | SYNC …  or  METADATA * SUB | UNSUB | SUBS …',
    'Reads and writes what people and channels tell about themselves, and chooses which changes you hear of.',
  ],
}

const history: Texts = {
  CHATHISTORY: [
    'CHATHISTORY LATEST | BEFORE | AFTER | AROUND <target> <point> <limit>',
    'Reads what was said. A point is timestamp=2012-06-30T23:59:59.419Z or msgid=…; LATEST takes * for all.',
    'BETWEEN <target> <point> <point> <limit> reads from the first to the second; TARGETS <time> <time> <limit> lists your conversations.',
  ],
  MARKREAD: [
    'MARKREAD <target> [timestamp=<time>]',
    'How far you have read, on all your clients together; with a time it is moved forward.',
  ],
}

const entering: Texts = {
  PASS: [
    'PASS <name>:<password>',
    'Signs in while connecting, for clients without SASL. It comes before NICK and USER.',
  ],
  USER: ['USER <user name> 0 * :<name>', 'Says who you are while connecting, together with NICK.'],
  CAP: [
    'CAP LS 302 | LIST | REQ :<names> | END',
    'Agrees with the server on extensions of the protocol. Clients do it by themselves.',
  ],
  AUTHENTICATE: [
    'AUTHENTICATE <mechanism>',
    'Signs in by SASL. Clients do it by themselves: give yours your name and password.',
  ],
  REGISTER: [
    'REGISTER <account | *> <email | *> :<password>',
    'Makes an account of your nick, so that it is yours from now on.',
  ],
  VERIFY: ['VERIFY <account> <code>', 'Confirms an account with the code that was sent for it.'],
  PING: ['PING <text>', 'Is answered with PONG and the same text, after everything you asked before.'],
  PONG: ['PONG <text>', 'The answer to PING of the server. Clients do it by themselves.'],
  QUIT: ['QUIT [:<reason>]', 'Ends the connection.'],
}

const server: Texts = {
  HELP: ['HELP [<command>]', 'This list, or how one command is used. HELPOP is the same.'],
  MOTD: ['MOTD', 'The message of the day.'],
  LUSERS: ['LUSERS', 'How many people and channels there are.'],
  VERSION: ['VERSION', 'Which program this is, and what it can do.'],
  TIME: ['TIME', 'The time on the server.'],
  ADMIN: ['ADMIN', 'Whom to turn to.'],
  INFO: ['INFO', 'About this program.'],
  LINKS: ['LINKS', 'The servers of this network.'],
  STATS: ['STATS <letter>', 'Figures of the server: u is how long it has been up. Others are for operators.'],
}

const operators: Texts = {
  OPER: ['OPER <name> <password>', 'Makes you an operator of this server.'],
  KILL: ['KILL <nick> :<reason>', "Ends somebody's connections. For operators."],
  WALLOPS: ['WALLOPS :<text>', 'Tells everybody who listens for it (MODE +w). For operators.'],
  REHASH: ['REHASH', "Refused here: the configuration is read again at the server's own console."],
  WEBIRC: [
    'WEBIRC <password> <gateway> <host> <address>',
    'Says whom a gateway speaks for. For gateways, before anything else.',
  ],
}

const groups = {
  Talking: talking,
  Channels: channels,
  People: people,
  History: history,
  'Coming and going': entering,
  'The server': server,
  Operators: operators,
} as const satisfies Readonly<Record<string, Texts>>

const topics: ReadonlyMap<string, readonly string[]> = new Map(
  Object.values(groups).flatMap((texts: Texts) => Object.entries(texts)),
)

const index: HelpTopic = {
  subject: 'index',
  lines: [
    'HELP <command> tells how a command is used',
    ...Object.entries(groups).map(([title, texts]) => `${title}: ${Object.keys(texts).join(' ')}`),
    'Signing in without SASL: /msg NickServ HELP',
  ],
}

/** In any case, with or without `/`; the index for no words; `null` for what there is no text about. */
export function helpFor(words: string): HelpTopic | null {
  const [word = ''] = words.trimStart().split(' ', 1)
  const name = word.replace(/^\//, '').toUpperCase()
  if (name === '' || name === 'INDEX') return index
  const subject = name === 'HELPOP' ? 'HELP' : name
  const lines = topics.get(subject)
  return lines === undefined ? null : { subject: name, lines }
}

/** The lines alone, for a door that repeats the subject as it was asked for. */
export function helpLines(words: string): readonly string[] | null {
  return helpFor(words)?.lines ?? null
}

/** Every command there is a text about. */
export const helpTopics: readonly string[] = [...topics.keys()]
