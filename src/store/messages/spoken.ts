/** Which messages are something that was said; the others are changes of the topic and tags of programs. */
import type { SpokenKind } from '../../core/types.ts'

export const spokenKinds = ['text', 'action', 'notice'] as const satisfies readonly SpokenKind[]
