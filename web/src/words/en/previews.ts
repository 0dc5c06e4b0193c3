/** Texts of previews of links, in English. */
export const previewWords = {
  'preview.remove': 'Take away the preview of {name}',
} as const
