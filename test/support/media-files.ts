/** Videos, sounds and documents that tests bring, made here by ffmpeg; small and short. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MadeFile } from './made-files.ts'

/** In CI they have to be there. */
export const hasMediaPrograms =
  ['ffmpeg', 'ffprobe', 'pdftoppm'].every((name) => existsSync(`/usr/bin/${name}`)) ||
  process.env['CI'] === 'true'

/** What ffmpeg writes with these words into a file of that name. */
export function madeByFfmpeg(name: string, words: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-media-'))
  try {
    const file = join(folder, name)
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', ...words, file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return readFileSync(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const moving = (size: string, seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:d=${seconds}:r=10`,
]

/** With a tone; without, `words` say `-an`. */
export function videoFile(name: string, size = '320x240', words: readonly string[] = []): MadeFile {
  const sound = ['-f', 'lavfi', '-i', 'sine=f=440:d=2']
  const codecs = name.endsWith('.webm')
    ? ['-c:v', 'libvpx', '-deadline', 'realtime', '-c:a', 'libopus']
    : ['-c:v', 'mpeg4', '-c:a', 'aac']
  const buffer = madeByFfmpeg(name, [...moving(size, 2), ...sound, ...codecs, ...words])
  return { name, mimeType: `video/${name.split('.').at(-1)}`, buffer }
}

/** As a camera that is held upright writes it: to be turned when it is shown. */
export function turnedVideoFile(name: string): MadeFile {
  const file = videoFile(name)
  // The matrix in the head of its first track: a quarter of a turn.
  const matrix = file.buffer.indexOf('tkhd') + 44
  const turn = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000]
  turn.forEach((value, at) => file.buffer.writeInt32BE(value, matrix + 4 * at))
  return file
}

/** A tone that is quiet for its first half, and loud for its second. */
export function toneFile(name: string, seconds = 4, words: readonly string[] = []): MadeFile {
  const tone = `aevalsrc=exprs='if(lt(t\\,${seconds / 2})\\,0.1\\,0.8)*sin(2*PI*300*t)':d=${seconds}:s=48000`
  const buffer = madeByFfmpeg(name, ['-f', 'lavfi', '-i', tone, ...words])
  return { name, mimeType: `audio/${name.split('.').at(-1)}`, buffer }
}

/** One page, with a line in large letters on it. */
export function pdfFile(name: string, text: string, [width, height] = [595, 842]): MadeFile {
  const drawn = `BT /F1 48 Tf 60 ${height - 120} Td (${text}) Tj ET 0.2 0.5 0.8 rg 60 60 200 200 re f`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>`,
    `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('')
  const buffer = Buffer.from(`%PDF-1.4\n${body}trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n`)
  return { name, mimeType: 'application/pdf', buffer }
}
