/** The options of section `server`: what all doors share. */
import { option } from '../option.ts'
import { line, list, network, text } from '../shapes.ts'

export const server = {
  name: option(line(1, 64), {
    default: 'Parlance',
    about: 'The name of this server, shown to people when they connect.',
    reload: 'live',
  }),
  host: option(line(1, 253), {
    default: '127.0.0.1',
    about: 'The address every door listens on; 0.0.0.0 or :: for all of them.',
    reload: 'restart',
  }),
  motd: option(text(0, 4000), {
    default: '',
    about: 'The message of the day, shown after signing in; empty for none.',
    reload: 'live',
  }),
  proxies: option(list(network(), 200), {
    default: ['127.0.0.0/8', '::1/128'],
    about: 'Proxies (addresses or networks) that are believed when they say for whom they speak.',
    reload: 'live',
  }),
} as const
