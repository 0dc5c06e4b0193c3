/** How tokens are named by people, and referred to. */
import { z } from 'zod'
import { isId } from '../../lib/id.ts'
import { lineText } from '../input.ts'
import type { TokenId } from '../types.ts'

export const tokenName = lineText.pipe(
  z.string().min(1, 'a token needs a name').max(64, 'that is too long for the name of a token'),
)

export const tokenReference = z.custom<TokenId>(
  (value) => typeof value === 'string' && isId(value),
  'that is not the id of a token',
)
