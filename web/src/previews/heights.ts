/** How much room previews take, known before anything of them has come. What the styles beside say has to agree. */
import type { WirePreview } from '../../../src/protocols/api/wire.ts'
import { pictureHeight } from '../files/layout.ts'

const gap = 4
/** Two lines; four with a text, or as much for a picture beside them. */
const heights = { short: 58, tall: 96 } as const

export function cardHeight({ text, picture }: WirePreview): number {
  return text === null && picture === null ? heights.short : heights.tall
}

/** `width`: of what stands around them. */
export function previewsHeight(previews: readonly WirePreview[], width: number): number {
  return previews.reduce((sum, preview) => sum + gap + heightOf(preview, width), 0)
}

function heightOf(preview: WirePreview, width: number): number {
  const { kind, picture } = preview
  return kind === 'picture' && picture !== null ? pictureHeight(picture, width) : cardHeight(preview)
}
