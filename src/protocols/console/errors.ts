/** Every refusal in the console's words: the plain sentence, and which command or file helps an operator. */
import type { Words } from '../../core/errors.ts'
import { plainWords } from '../../core/words.ts'

export function consoleWords(now: () => number): Words {
  return {
    ...plainWords(now),
    'internal-error': ({ errorId }) =>
      `something went wrong in the server: error.log has it under ${errorId}`,
    'no-such-channel': ({ channel }) => `no such channel: ${channel} (/channels lists them)`,
    'no-such-sanction': ({ subject }) =>
      `there is nothing to lift for ${subject} (/bans lists what is in force)`,
    'no-such-user': ({ name }) => `no such user: ${name} (/users lists them)`,
    'not-reloadable': ({ options }) => ['the configuration was not reloaded:', ...options].join('\n  '),
    'not-shutting-down': () => 'no shutdown is under way (/kill begins one)',
    'shutting-down': () => 'the server is ending already: that cannot be called off any more',
    'storage-full': () => 'the disk is full: nothing can be stored until there is room; reading still works',
    'storage-unavailable': () => 'the database does not answer: nothing was stored; error.log may say why',
  }
}
