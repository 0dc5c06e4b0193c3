/** The client certificates with which a user signs in without a password. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'
import { ChatError } from '../errors.ts'
import { ownAccount } from './access.ts'

const fingerprint = z
  .string()
  .transform((text) => text.replaceAll(':', '').toLowerCase())
  .refine(
    (text) => /^[0-9a-f]{64}$/.test(text),
    'a fingerprint is the SHA-256 of the certificate, 64 hex digits',
  )
const most = 20

export const addCertificate = defineCommand({
  name: 'user.add-certificate',
  who: 'user',
  cost: 2,
  /** Without a fingerprint: the certificate of this very connection. */
  input: z.object({ fingerprint: fingerprint.nullish() }),
  async run(context, input) {
    const user = await ownAccount(context, context.actor.id)
    const print = input.fingerprint ?? context.actor.certificate
    if (user.kind === 'bot')
      throw new ChatError('bad-input', { problem: 'a bot comes in by its tokens only' })
    if (print === null)
      throw new ChatError('bad-input', {
        problem: 'this connection has no certificate: connect with one over TLS',
      })
    const known = await context.store.users.certificates(user.id)
    if (known.length >= most) throw new ChatError('too-many-entries', { limit: most })
    const owner = await context.store.users.certificateOwner(print)
    // Knowing a fingerprint is not owning the certificate: nobody takes one from somebody else by naming it.
    if (owner !== null && owner.id !== user.id && print !== context.actor.certificate)
      throw new ChatError('bad-input', { problem: 'that certificate belongs to somebody else' })
    await context.store.users.addCertificate(user.id, print, context.now)
    return { result: { fingerprint: print }, log: { user: user.id } }
  },
})

export const removeCertificate = defineCommand({
  name: 'user.remove-certificate',
  who: 'user',
  cost: 2,
  input: z.object({ fingerprint }),
  async run(context, input) {
    if (!(await context.store.users.removeCertificate(context.actor.id, input.fingerprint)))
      throw new ChatError('no-such-certificate', {})
    return { result: null, log: { user: context.actor.id } }
  },
})

export const listCertificates = defineCommand({
  name: 'user.list-certificates',
  who: 'user',
  cost: 1,
  input: z.object({}),
  async run(context) {
    return { result: { fingerprints: await context.store.users.certificates(context.actor.id) } }
  },
})
