/** What a password may be. No length up to the limit is cut: it is digested before bcrypt sees it. */
import { z } from 'zod'

const fewest = 6
const mostBytes = 1024

/** A new password. */
export const newPassword = z
  .string()
  .min(fewest, `a password needs at least ${fewest} characters`)
  .refine((text) => Buffer.byteLength(text) <= mostBytes, `a password may have at most ${mostBytes} bytes`)
  .refine((text) => !text.includes('\u0000'), 'a password may not hold a NUL character')

/** A password somebody claims to have: any text, bounded so that digesting it costs nothing. */
export const givenPassword = z.string().max(4096, 'that is too long for a password')
