/** Where one is signed in, and tokens for programs. */
import { z } from 'zod'
import { createToken } from '../../../core/tokens/create.ts'
import { listTokens } from '../../../core/tokens/list.ts'
import { revokeOtherTokens, revokeToken } from '../../../core/tokens/revoke.ts'
import { tokenOf } from '../encode/shapes.ts'
import { verb } from '../verb.ts'
import * as shapes from '../wire/shapes.ts'

export const tokenVerbs = {
  'token.create': verb(createToken, {
    about: 'Makes a token for a program of yours. Its secret is told this once.',
    ok: z.object({ secret: z.string(), token: shapes.token }),
    answer: ({ secret, token }) => ({ secret, token: tokenOf({ ...token, current: false }) }),
  }),
  'token.list': verb(listTokens, {
    about: 'Where you are signed in: browsers and programs.',
    ok: z.object({ tokens: z.array(shapes.token) }),
    answer: ({ tokens }) => ({ tokens: tokens.map(tokenOf) }),
  }),
  'token.revoke': verb(revokeToken, {
    about: 'Ends one of these sign-ins, without `token` the one in use; whoever came by it is disconnected.',
    ok: z.object({ token: shapes.id }),
    answer: ({ token }) => ({ token }),
  }),
  'token.revoke-others': verb(revokeOtherTokens, {
    about: 'Ends all of these sign-ins but the one in use.',
    ok: z.object({ revoked: z.int() }),
    answer: ({ revoked }) => ({ revoked }),
  }),
} as const
