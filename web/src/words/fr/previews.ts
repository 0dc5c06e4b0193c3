/** Texts of previews of links, in French. */
import type { previewWords as english } from '../en/previews.ts'
import type { Translation } from '../words.ts'

export const previewWords = {
  'preview.remove': 'Retirer l’aperçu de {name}',
} as const satisfies Translation<typeof english>
