/** Videos and sounds, with ffmpeg: how large they are and how long, a frame of a video, how loud a sound is. */
import { Loudness, samplesPerSecond } from './loudness.ts'
import { smallerForms } from './pictures.ts'
import { probedFrom, probeWords, type Probed } from './probe.ts'
import { nothingToShow, type Showing } from './protocol.ts'
import type { Tools } from './tools.ts'

/**
 * How the content is read: as what it was found to be and as nothing else. A list of other files that calls itself a video would
 * be read by another reader, which these words leave out.
 */
const readers: Readonly<Record<string, string>> = {
  'video/mp4': 'mov',
  'video/quicktime': 'mov',
  'video/x-m4v': 'mov',
  'video/3gpp': 'mov',
  'video/3gpp2': 'mov',
  'audio/mp4': 'mov',
  'audio/x-m4a': 'mov',
  'video/webm': 'matroska',
  'video/matroska': 'matroska',
  'audio/webm': 'matroska',
  'video/ogg': 'ogg',
  'audio/ogg': 'ogg',
  'application/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/flac': 'flac',
  'audio/aac': 'aac',
  'audio/aiff': 'aiff',
  'audio/amr': 'amr',
  'video/vnd.avi': 'avi',
  'video/mp2t': 'mpegts',
}

/** What lies in the same kinds of files, and has nothing to see. */
const soundTypes: Readonly<Record<string, string>> = {
  'video/mp4': 'audio/mp4',
  'video/quicktime': 'audio/mp4',
  'video/x-m4v': 'audio/mp4',
  'video/3gpp': 'audio/3gpp',
  'video/3gpp2': 'audio/3gpp2',
  'video/webm': 'audio/webm',
  'video/matroska': 'audio/matroska',
  'video/ogg': 'audio/ogg',
  'application/ogg': 'audio/ogg',
}

/** Decoders that people's films and sounds need. ffmpeg has hundreds of others, in which nobody has looked for holes in years. */
const decoders = [
  'h264,hevc,vp8,vp9,libdav1d,av1,libaom-av1,mpeg4,h263,mpeg1video,mpeg2video,theora,prores,mjpeg',
  'aac,mp3,mp3float,mp2,mp2float,opus,libopus,vorbis,flac,alac,ac3,eac3,dca,truehd,amrnb,amrwb',
  'pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_mulaw,pcm_alaw',
  // Shown nowhere; but ffprobe gives up a file of which it may not open every part.
  'png,bmp,mov_text,subrip,srt,ass,ssa,webvtt,text,dvdsub,dvbsub,pgssub,cc_dec',
].join(',')

/** A frame with more pixels is not decoded: room for 8K. */
const mostPixels = 40_000_000
/** Of a sound, decoded. */
const longestSeconds = 3 * 3600
const widestFrame = 1920
const highestFrame = 3840

export function isMedia(type: string): boolean {
  return readers[type] !== undefined
}

/** What one of the programs does not tell is left out. Rejects when nothing is known. */
export async function lookAtMedia(path: string, type: string, tools: Tools): Promise<Showing> {
  const media = new Media(path, readers[type] ?? '', tools)
  const probed = await media.probe()
  if (probed.video !== null) return { ...(await media.showVideo(probed, probed.video)), type }
  if (!probed.hasSound) return { ...nothingToShow, type }
  return { ...(await media.showSound(probed)), type: soundTypes[type] ?? type }
}

class Media {
  readonly #path: string
  readonly #reading: readonly string[]
  readonly #tools: Tools

  constructor(path: string, reader: string, tools: Tools) {
    this.#path = path
    this.#tools = tools
    const only = ['-protocol_whitelist', 'file', '-codec_whitelist', decoders, '-format_whitelist', reader]
    this.#reading = ['-v', 'error', ...only, '-f', reader, '-max_pixels', `${mostPixels}`, '-threads', '1']
  }

  async probe(): Promise<Probed> {
    const { ffprobe } = this.#tools.programs
    const words = [...this.#reading, ...probeWords, `file:${this.#path}`]
    const answer = await this.#tools.answer({ program: ffprobe, words, seconds: 10, most: 100_000 })
    return probedFrom(answer.toString())
  }

  async showVideo(probed: Probed, { width, height }: NonNullable<Probed['video']>) {
    const duration = probed.duration ?? (await this.#measure().catch(() => null))
    const scale = Math.min(1, widestFrame / width, highestFrame / height)
    const size = [width, height].map((length) => Math.max(1, Math.round(length * scale))).join(':')
    // The first frames are often black.
    const begin = Math.min(3000, (duration ?? 0) / 10)
    const forms = await this.#frame(begin, size)
      .catch(() => this.#frame(0, size))
      .then((frame) => smallerForms(frame, this.#path))
      .catch(() => nothingToShow)
    return { ...nothingToShow, ...forms, width, height, duration }
  }

  async showSound(probed: Probed) {
    const loudness = new Loudness()
    const words = ['-map', '0:a:0', '-ac', '1', '-ar', `${samplesPerSecond}`, '-t', `${longestSeconds}`]
    const heard = await this.#ffmpeg(
      { after: [...words, '-f', 's16le'], seconds: 25, most: 2 * samplesPerSecond * longestSeconds },
      (part) => loudness.take(part),
    ).then(
      () => loudness.milliseconds,
      () => 0,
    )
    // Of a longer one the waveform would show the beginning alone.
    const isWhole = heard > 0 && heard < longestSeconds * 1000
    if (!isWhole) return { ...nothingToShow, duration: probed.duration }
    return { ...nothingToShow, waveform: loudness.waveform(), duration: heard }
  }

  /** PNG. */
  async #frame(milliseconds: number, size: string): Promise<Buffer> {
    const parts: Buffer[] = []
    const one = ['-map', '0:V:0', '-frames:v', '1', '-vf', `scale=${size}`]
    const picture = ['-c:v', 'png', '-pix_fmt', 'rgb24', '-f', 'image2pipe']
    await this.#ffmpeg(
      {
        before: ['-ss', (milliseconds / 1000).toFixed(3)],
        after: [...one, ...picture],
        seconds: 12,
        most: 4 * widestFrame * highestFrame,
      },
      (part) => parts.push(part),
    )
    if (parts.length === 0) throw new Error('there is no frame')
    return Buffer.concat(parts)
  }

  /** Of what was recorded in a browser the length stands nowhere: only its end tells. */
  async #measure(): Promise<number | null> {
    const parts: Buffer[] = []
    const words = ['-map', '0:V:0', '-c', 'copy', '-progress', 'pipe:1', '-f', 'null']
    await this.#ffmpeg({ after: words, seconds: 10, most: 1_000_000 }, (part) => parts.push(part))
    const told = Buffer.concat(parts)
      .toString()
      .matchAll(/^out_time_us=(\d+)$/gm)
    const last = Number([...told].at(-1)?.[1] ?? 0)
    return last > 0 ? Math.round(last / 1000) : null
  }

  #ffmpeg(
    asked: { before?: readonly string[]; after: readonly string[]; seconds: number; most: number },
    take: (part: Buffer) => void,
  ): Promise<void> {
    const { before = [], after, seconds, most } = asked
    const input = [...this.#reading, ...before, '-i', `file:${this.#path}`]
    const words = ['-nostdin', '-filter_threads', '1', ...input, ...after, '-threads', '1', 'pipe:1']
    return this.#tools.run({ program: this.#tools.programs.ffmpeg, words, seconds, most }, take)
  }
}
