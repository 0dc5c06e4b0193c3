/** What somebody has brought may not be kept, however often it is tried: it is forgotten. For doors, never offered to anybody. */
import { z } from 'zod'
import type { UserActor } from '../actor.ts'
import { defineCommand, type Context } from '../command.ts'
import { ChatError, type Fault } from '../errors.ts'
import type { Upload } from '../types.ts'
import { ownUpload, uploadReference } from './access.ts'

const rejections = ['upload-infected', 'upload-too-large-to-scan', 'upload-type-refused'] as const

export type Rejection = Extract<Fault, { readonly code: (typeof rejections)[number] }>

export function isRejection(fault: Fault): fault is Rejection {
  return rejections.some((code) => code === fault.code)
}

export const rejectUpload = defineCommand({
  name: 'upload.reject',
  who: 'user',
  cost: 0,
  input: z.object({ upload: uploadReference, rejection: z.custom<Rejection>() }),
  async run(context, { upload: id, rejection }): Promise<never> {
    const { store, actor, now } = context
    const upload = await ownUpload(context, id)
    if (rejection.code === 'upload-infected')
      await recordInfected(context, upload, rejection.details.signature)
    await store.uploads.remove(id, actor.id, now)
    throw new ChatError(rejection.code, rejection.details)
  },
})

/** Operators have to know who brings such things. */
async function recordInfected(
  { store, actor, now, log }: Context<UserActor>,
  { id, name }: Upload,
  signature: string,
): Promise<void> {
  const who = { by: 'server', subject: actor.account ?? actor.name }
  await store.audit.append({
    ...who,
    at: now,
    action: 'upload.reject',
    reason: signature,
    details: `file ${name}`,
  })
  log.warn({ upload: id, user: actor.id, signature }, 'a file was refused in which a virus was found')
}
