/** Where a webhook may be sent, as far as its address shows it; names are looked up when something is sent. */
import { urlProblem } from '../../lib/public-address.ts'
import { ChatError } from '../errors.ts'
import type { WebhookPolicy } from '../ports.ts'

const longest = 2048

/** The address in one form, or refused. */
export function demandUrl(written: string, { allowHttp, allowedHosts }: WebhookPolicy): string {
  if (written.length > longest) return refuse('that is too long for an address')
  if (/^http:/i.test(written) && !allowHttp) return refuse('the address must begin with https://')
  const problem = urlProblem(written.replace(/^http:/i, 'https:'), allowedHosts)
  return problem === null ? new URL(written).href : refuse(problem)
}

function refuse(problem: string): never {
  throw new ChatError('bad-input', { problem })
}
