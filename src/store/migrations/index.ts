/** The ordered list of migrations: a new one is a new file and one line at the end. */
import { first } from './0001-first.ts'
import { irc } from './0002-irc.ts'
import { tokens } from './0003-tokens.ts'
import { reactions } from './0004-reactions.ts'
import { pins } from './0005-pins.ts'
import { levels } from './0006-levels.ts'
import { reports } from './0007-reports.ts'
import { bots } from './0008-bots.ts'
import { incomingWebhooks } from './0009-incoming-webhooks.ts'
import { outgoingWebhooks } from './0010-outgoing-webhooks.ts'
import { push } from './0011-push.ts'
import { uploads } from './0012-uploads.ts'
import { avatars } from './0013-avatars.ts'
import { previews } from './0014-previews.ts'
import { foundFiles } from './0015-found-files.ts'
import { media } from './0016-media.ts'
import { nodes } from './0017-nodes.ts'
import { tagsIndex } from './0018-tags-index.ts'
import { wordsIndex } from './0019-words-index.ts'
import { changesIndex } from './0020-changes-index.ts'
import type { Migration } from './migration.ts'

export const migrations: readonly Migration[] = [
  first,
  irc,
  tokens,
  reactions,
  pins,
  levels,
  reports,
  bots,
  incomingWebhooks,
  outgoingWebhooks,
  push,
  uploads,
  avatars,
  previews,
  foundFiles,
  media,
  nodes,
  tagsIndex,
  wordsIndex,
  changesIndex,
]
