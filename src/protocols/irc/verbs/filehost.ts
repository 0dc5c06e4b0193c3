/** FILEHOST TOKEN (draft/FILEHOST): what a client shows in place of a password when it brings files. */
import { permitUploads } from '../../../core/uploads/permit.ts'
import { sentence } from '../errors.ts'
import type { Call, VerbTable } from '../verb.ts'

export const filehostVerbs: VerbTable = {
  FILEHOST: { needs: 1, run: filehost },
}

async function filehost({ door, client, params }: Call): Promise<void> {
  const fail = (code: string, text: string) => client.reply('FAIL', 'FILEHOST', code, text)
  if (params[0]?.toUpperCase() !== 'TOKEN') return fail('SUBCOMMAND_INVALID', 'It is FILEHOST TOKEN')
  const permitted = await door.try(client, permitUploads, {})
  if (permitted.ok) return client.reply('FILEHOST', 'TOKEN', permitted.result.permit)
  fail('TEMPORARILY_UNAVAILABLE', sentence(permitted.fault, door.ports.clock.now()))
}
