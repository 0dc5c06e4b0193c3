/** A webhook that nobody has taken for a day is given up: written down, and told to whoever made it. */
import type { Clock, Log, Publish, Store } from '../../core/ports.ts'
import type { OutgoingWebhook } from '../../core/types.ts'

interface GivingUp {
  readonly store: Pick<Store, 'audit' | 'channels'>
  readonly publish: Publish
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
}

export async function giveUp(
  { store, publish, clock, log }: GivingUp,
  { id, channel, url, by }: OutgoingWebhook,
  why: string,
): Promise<void> {
  const at = clock.now()
  const access = await store.channels.access({ id: channel }, null, at)
  const subject = `#${access?.channel.name ?? channel}`
  // No more of the address than its host: its path may be a secret.
  const { host } = new URL(url)
  const details = `webhook ${id} to ${host} of ${by.name}`
  await store.audit.append({ at, by: 'server', action: 'webhook.give-up', subject, reason: why, details })
  log.warn({ webhook: id, host, why }, 'a webhook was given up')
  const text = `the webhook of ${subject} to ${host} was given up, as nothing got through for a day (${why}): remove it, and make it again when it works`
  publish([
    { type: 'announcement.made', audience: [{ to: 'user', user: by.id }], at, text, by: 'the server' },
  ])
}
