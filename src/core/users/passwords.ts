/** What a password may be. No length up to the limit is cut: it is digested before bcrypt sees it. */
import { z } from 'zod'
import type { Context } from '../command.ts'
import { ChatError } from '../errors.ts'

/** A new password; its length is for `demandPasswordLength`, as the configuration has it. */
export const newPassword = z
  .string()
  .max(4096, 'that is too long for a password')
  .refine((text) => !text.includes('\u0000'), 'a password may not hold a NUL character')

/** A password somebody claims to have: any text, bounded so that digesting it costs nothing. */
export const givenPassword = z.string().max(4096, 'that is too long for a password')

export interface HashedPassword {
  readonly passwordHash: string
  readonly scram: string | null
}

/** Refuses a new password that is too short or too long. */
export function demandPasswordLength({ policy }: Pick<Context, 'policy'>, password: string): void {
  const { min, max } = policy.passwordLength
  if ([...password].length < min)
    throw new ChatError('bad-input', { problem: `a password needs at least ${min} characters` })
  if (Buffer.byteLength(password) > max)
    throw new ChatError('bad-input', { problem: `a password may have at most ${max} bytes` })
}

/** What is kept of a password. */
export async function hashPassword(
  { passwords }: Pick<Context, 'passwords'>,
  password: string,
): Promise<HashedPassword> {
  return { passwordHash: await passwords.hash(password), scram: await passwords.scramKeys(password) }
}
