/** The options of section `users`. */
import { z } from 'zod'
import { option } from '../option.ts'
import { whole } from '../shapes.ts'

export const users = {
  registration: option(z.enum(['open', 'invite', 'closed']), {
    default: 'open',
    about: 'Who may register: anybody, those with an invitation from an operator, or nobody.',
    reload: 'live',
  }),
  emailRequired: option(z.boolean(), {
    default: false,
    about: 'Whether registering needs an email address.',
    reload: 'live',
  }),
  guests: option(z.boolean(), {
    default: false,
    about: 'Whether people may come in under a free name without registering.',
    reload: 'live',
  }),
  bots: option(z.enum(['users', 'operators']), {
    default: 'users',
    about: 'Who may make bots: registered users, or operators.',
    reload: 'live',
  }),
  passwordLength: {
    min: option(whole(1, 128), {
      default: 6,
      about: 'Characters a new password has at least; below 6 only for tests.',
      reload: 'live',
    }),
    max: option(whole(64, 4096), {
      default: 1024,
      about: 'Bytes a password has at most.',
      reload: 'live',
    }),
  },
  bcryptCost: option(whole(4, 15), {
    default: 12,
    about: 'The cost of a password hash, each step doubling it; below 10 only for tests.',
    reload: 'live',
  }),
} as const
