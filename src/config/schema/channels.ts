/** The options of section `channels`. */
import { z } from 'zod'
import { option } from '../option.ts'
import { list, patterned } from '../shapes.ts'

const channelName = patterned(
  /^(?!#)[^\s\p{C}\p{Z},"]{1,50}$/u,
  'must be a channel name: no "#" in front, no spaces, commas or quotes, at most 50 characters',
)

export const channels = {
  default: option(list(channelName, 50), {
    default: ['general'],
    about: 'The channels every new user joins, made at the start where they are missing.',
    reload: 'live',
  }),
  creation: option(z.enum(['anyone', 'users', 'operators']), {
    default: 'users',
    about: 'Who may create channels: anyone (guests too), registered users, or operators.',
    reload: 'live',
  }),
} as const
