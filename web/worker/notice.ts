/** What a push becomes on the desktop. Pure. */
import type { WirePushNote } from '../../src/protocols/api/wire.ts'
import type { WorkerWords } from './words.ts'

export interface Notice {
  readonly title: string
  readonly body: string
  /** Notices of one tag take each other's place. */
  readonly tag: string
  readonly at: number
  /** Where a click leads. */
  readonly path: string
  /** How many messages it stands for. */
  readonly count: number
}

/** `shown`: how many messages the notice in its place stands for. */
export function noticeFor(note: WirePushNote, words: WorkerWords, shown: number): Notice {
  const { at } = note
  if (note.is === 'test')
    return {
      title: 'Parlance',
      body: words.tested,
      tag: 'test',
      at,
      path: '/settings/notifications',
      count: 1,
    }
  const { channel, author, text } = note
  const count = note.count + shown
  const isDirect = channel.kind === 'direct'
  const place = isDirect ? author : `#${channel.name}`
  const said = text ?? words.message
  return {
    title: isDirect || count > 1 ? place : `${author} (${place})`,
    body: count === 1 ? said : [words.messages(count), text === null ? '' : lastOf(note, isDirect)].join(''),
    tag: channel.id,
    at,
    path: `${isDirect ? '/d/' : '/c/'}${encodeURIComponent(isDirect ? author : channel.name)}/${note.message}`,
    count,
  }
}

function lastOf({ author, text }: Extract<WirePushNote, { is: 'message' }>, isDirect: boolean): string {
  return isDirect ? `: ${text}` : `\n${author}: ${text}`
}

/** `null`: not of this server, or of one that is newer. */
export function readNote(text: string): WirePushNote | null {
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the wire: only the server itself can encrypt for this browser
    const note = JSON.parse(text) as WirePushNote
    return note.is === 'test' || note.is === 'message' ? note : null
  } catch {
    return null
  }
}
