/** Small files of every kind that tests bring, made here. */
import sharp from 'sharp'

export interface MadeFile {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** A picture with something in it, as PNG. */
export async function pictureFile(
  name: string,
  { width, height, colour = '#3a7' }: { width: number; height: number; colour?: string },
): Promise<MadeFile> {
  const hill = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="100%" height="100%" fill="${colour}"/>
    <circle cx="70%" cy="30%" r="12%" fill="#fe8"/>
    <path d="M0 ${height} L${width * 0.3} ${height * 0.5} L${width * 0.6} ${height * 0.8} L${width} ${height * 0.4} V${height} Z" fill="#234"/>
  </svg>`
  const buffer = await sharp(Buffer.from(hill)).png().toBuffer()
  return { name, mimeType: 'image/png', buffer }
}

/** A second of a tone: 8 bits, 8000 times a second. */
export function soundFile(name: string): MadeFile {
  const samples = Buffer.from(
    Array.from({ length: 8000 }, (_, at) => 128 + Math.round(60 * Math.sin(at / 3))),
  )
  const head = Buffer.alloc(44)
  head.write('RIFF', 0)
  head.writeUInt32LE(36 + samples.length, 4)
  head.write('WAVEfmt ', 8)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8000, 24)
  head.writeUInt32LE(8000, 28)
  head.writeUInt16LE(1, 32)
  head.writeUInt16LE(8, 34)
  head.write('data', 36)
  head.writeUInt32LE(samples.length, 40)
  return { name, mimeType: 'audio/wav', buffer: Buffer.concat([head, samples]) }
}

export function textFile(name: string, text: string): MadeFile {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) }
}
