/** LIST: the channels there are, by name, size, age and topic (ELIST=CMNTU). */
import { listChannels } from '../../../core/channels/list-channels.ts'
import type { ListedChannel } from '../../../core/store-port.ts'
import { foldChannelName } from '../../../lib/fold.ts'
import { matchesMask } from '../../../core/channels/mask.ts'
import type { Call, VerbTable } from '../verb.ts'

export const listVerbs: VerbTable = { LIST: { run: list } }

type Test = (listed: ListedChannel) => boolean

async function list({ door, client, params }: Call): Promise<void> {
  const now = door.ports.clock.now()
  const tests = (params[0] ?? '').split(',').filter((word) => word !== '')
  const names = tests.filter((word) => word.startsWith('#') && !/[*?]/.test(word))
  const conditions = tests.filter((word) => !names.includes(word)).map((word) => condition(word, now))
  const answer = await door.ask({ client, command: 'LIST' }, listChannels, {})
  if (answer === undefined) return
  client.numeric('RPL_LISTSTART', 'Channel', 'Users  Name')
  for (const listed of answer.channels) {
    const { channel, members, membership } = listed
    const named =
      names.length === 0 ||
      names.some((name) => foldChannelName(name.slice(1)) === foldChannelName(channel.name))
    const visible = membership !== null || members > 0
    if (channel.archivedAt === null && visible && named && conditions.every((holds) => holds(listed)))
      client.numeric('RPL_LIST', `#${channel.name}`, String(members), channel.topic)
  }
  client.numeric('RPL_LISTEND', 'End of /LIST')
}

/** `>3` users, `C<60` made less than so many minutes ago, `T>60` topic older than that, `*mask*`, `!*mask*`. */
function condition(word: string, now: number): Test {
  const compared = /^([CT]?)([<>])(\d{1,12})$/i.exec(word)
  if (compared !== null) {
    const [, what = '', sign = '>', number = '0'] = compared
    return comparison(what.toUpperCase(), sign, { number: Number(number), now })
  }
  const negated = word.startsWith('!')
  const mask = foldChannelName(negated ? word.slice(1) : word)
  return ({ channel }) => matchesMask(mask, `#${foldChannelName(channel.name)}`) !== negated
}

function comparison(what: string, sign: string, { number, now }: { number: number; now: number }): Test {
  const over = sign === '>'
  if (what === '') return ({ members }) => (over ? members > number : members < number)
  return ({ channel }) => {
    const since = what === 'C' ? channel.createdAt : channel.topicAt
    if (since === null) return false
    const minutes = (now - since) / 60_000
    return over ? minutes > number : minutes < number
  }
}
