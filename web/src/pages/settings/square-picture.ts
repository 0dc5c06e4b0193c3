/** The middle of a picture, as small as it is ever shown: neither the rest nor what the camera wrote leaves this browser. */

/** Pixels: sharp on the finest screens in the largest form. */
const edge = 256

/** Null: this browser cannot read it. */
export async function squarePicture(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (picture === null) return null
  const side = Math.min(picture.width, picture.height)
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2]
  const size = Math.min(edge, side)
  const canvas = new OffscreenCanvas(size, size)
  const drawing = canvas.getContext('2d')
  if (drawing === null) return null
  drawing.imageSmoothingQuality = 'high'
  drawing.drawImage(picture, left, top, side, side, 0, 0, size, size)
  picture.close()
  return canvas.convertToBlob({ type: 'image/png' })
}
