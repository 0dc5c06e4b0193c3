/** Messages that nobody wrote, the same ones at each run: what the log and the composer are looked at with. */
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import type { ShownMessage } from '../../../web/src/state/channel-view.ts'

export const people = ['ann', 'bob', 'carla_m', 'dörte', 'a-name-that-is-as-long-as-names-may'].map(
  (name, index) => ({
    id: `user-${index}`,
    name,
    account: name,
    bot: false,
  }),
)

const said = [
  'Good morning.',
  'Did the **nightly build** go through? I only saw `exit 1` in the log.',
  'It did, after a second try: https://example.org/builds/4711?view=log&step=3',
  'ok',
  '@ann see #general, please :tada:',
  '> what about the tests?\n\nAll of them pass now.\n\n- the slow one\n- the *other* slow one\n  1. nested\n  2. lists',
  '```ts\nexport function greet(name: string): string {\n  return `hello ${name}` // a comment\n}\n```',
  'A long one: ' + 'there is a lot to be said about this, and somebody has to say it. '.repeat(8),
  'averyveryveryverylongword'.repeat(12),
  'שלום לכולם, מה שלומכם היום?',
  '👍',
  '# A heading\nand <b>what follows</b> it, ~~struck~~ and __bold__.',
  '\x02bold from IRC\x02 and \x1ditalic\x1d and \x0304red\x03',
  'two\nlines',
  'yes',
]

export function makeMessage(position: number, start: number): ShownMessage {
  // A little scatter, the same each time.
  const dice = (position * 7919) % 1009
  const author = people[Math.floor(position / 3) % 5] ?? people[0]
  if (author === undefined) throw new Error('nobody')
  return {
    id: `message-${position}`,
    channel: 'channel-1',
    position,
    changedPosition: position,
    author,
    kind: dice % 41 === 0 ? 'action' : dice % 97 === 0 ? 'topic' : 'text',
    text: dice % 41 === 0 ? 'waves' : dice % 53 === 0 ? '' : (said[dice % said.length] ?? ''),
    replyTo: dice % 29 === 0 && position > 10 ? `message-${position - 7}` : null,
    sentAt: start + position * 60_000,
    editedAt: dice % 37 === 0 ? start + position * 60_000 + 1000 : null,
    deletedAt: dice % 53 === 0 ? start + position * 60_000 : null,
    reactions:
      dice % 19 === 0
        ? [
            { reaction: '👍', users: people.slice(0, 3) },
            { reaction: '🎉', users: people.slice(1, 2) },
          ]
        : [],
    uploads: [],
    previews: [],
  }
}

const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAKqIZgAAACwAAAAAAQABAAACAkQBADs='

/** What can be said with a message: none of it is there, all of it is shown. */
export const madeUpFiles: readonly WireUpload[] = [
  fileOf('the walk.mp4', 'video/mp4', { width: 1920, height: 1080, duration: 65_000 }),
  fileOf('tall.webm', 'video/webm', { width: 90, height: 160, duration: 4_000_000 }),
  fileOf('What I wanted to say.ogg', 'audio/ogg', {
    duration: 75_000,
    waveform: btoa(
      String.fromCharCode(...Array.from({ length: 64 }, (_, at) => Math.abs(Math.sin(at / 5)) * 255)),
    ),
  }),
  fileOf('nobody knows how loud.mp3', 'audio/mpeg', { duration: 3_725_000 }),
  fileOf('plan.pdf', 'application/pdf', { width: 848, height: 1200 }),
]

function fileOf(name: string, type: string, seen: Partial<WireUpload>): WireUpload {
  const nothing = { width: null, height: null, preview: null, duration: null, waveform: null }
  const thumbnails = seen.width == null ? [] : [{ width: 480, address: picture }]
  return { address: `/files/key/${name}`, name, size: 12_345, type, ...nothing, ...seen, thumbnails }
}

export function makeMessages(first: number, last: number, start: number): readonly ShownMessage[] {
  return Array.from({ length: last - first + 1 }, (_, index) => makeMessage(first + index, start))
}
