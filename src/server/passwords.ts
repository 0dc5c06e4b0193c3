/** The hashing of passwords, by the configuration in force. */
import { ChatError } from '../core/errors.ts'
import { PasswordHasher } from '../lib/password-hash.ts'
import type { LiveConfig } from './live-config.ts'

export function createPasswords(live: LiveConfig): PasswordHasher {
  const passwords = new PasswordHasher({
    cost: () => live.current.users.bcryptCost,
    queue: () => live.current.limits.hashQueue,
    scramIterations: () => {
      const { scram } = live.current.irc
      return scram.enabled ? scram.iterations : null
    },
    busy: () => new ChatError('busy', {}),
  })
  void passwords.warm()
  return passwords
}
