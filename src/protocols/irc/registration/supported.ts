/** What the server can do, as 005 tells everybody: laid out in lines once for all whose nicks are as long. */
import { isupportLines, type IsupportFrame, type IsupportToken } from '../isupport.ts'
import { channelModes } from '../modes.ts'
import { prefixToken } from '../prefixes.ts'
import type { IrcSettings } from '../settings.ts'

type Layout = ReturnType<typeof isupportLines>

export class Supported {
  #settings: IrcSettings | null = null
  readonly #layouts = new Map<string, Layout>()

  laidOut(settings: IrcSettings, frame: IsupportFrame): Layout {
    if (settings !== this.#settings) this.#layouts.clear()
    this.#settings = settings
    const room = `${frame.source} ${Buffer.byteLength(frame.nick)}`
    const layout = this.#layouts.get(room) ?? isupportLines(tokensOf(settings), frame)
    this.#layouts.set(room, layout)
    return layout
  }
}

function tokensOf({ icon, fileHost, network, ...limits }: IrcSettings): readonly IsupportToken[] {
  const { topicLength, reasonLength, channelsPerUser, historyPage } = limits
  const { lists, always, whenSet, never } = channelModes
  return [
    ['ACCOUNTEXTBAN', 'a'],
    ['AWAYLEN', '200'],
    ['BOT', 'B'],
    ['CASEMAPPING', 'ascii'],
    ['CHANLIMIT', `#:${channelsPerUser}`],
    ['CHANMODES', [lists, always, whenSet, never].join(',')],
    ['CHANNELLEN', '51'],
    ['CHANTYPES', '#'],
    ['CHATHISTORY', String(historyPage)],
    ['ELIST', 'CMNTU'],
    ['EXCEPTS', 'e'],
    ['EXTBAN', ',am'],
    ['INVEX', 'I'],
    ['KICKLEN', String(reasonLength)],
    ['MAXLIST', 'Ibe:200'],
    ['MAXTARGETS', '4'],
    ['MODES', '20'],
    ['MONITOR', '100'],
    ['MSGREFTYPES', 'msgid,timestamp'],
    ['NAMELEN', '64'],
    ['NETWORK', network],
    ['NICKLEN', '32'],
    ['PREFIX', prefixToken],
    ['STATUSMSG', '~&@%+'],
    ['TARGMAX', 'NAMES:1,LIST:,KICK:,WHOIS:1,PRIVMSG:4,TAGMSG:4,NOTICE:4,MONITOR:100'],
    ['TOPICLEN', String(topicLength)],
    ['USERLEN', '10'],
    ['UTF8ONLY', null],
    ['WHOX', null],
    ...ifThere('draft/FILEHOST', fileHost),
    ...ifThere('draft/ICON', icon),
    ...ifThere('soju.im/FILEHOST', fileHost),
  ]
}

function ifThere(name: string, value: string | null): readonly (readonly [string, string])[] {
  return value === null ? [] : [[name, value]]
}
