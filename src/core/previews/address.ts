/** Where the picture of a preview is found, so many pixels wide. */
export function previewPath(key: string, width: number): string {
  return `/previews/${key}/${width}`
}
