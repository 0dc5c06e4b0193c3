/** What ffprobe says of a video or a sound, as it is shown to people. */

export interface Probed {
  /** Milliseconds; `null`: the file does not say. */
  readonly duration: number | null
  /** Pixels, turned and stretched as it is shown; `null`: there is nothing to see. */
  readonly video: { readonly width: number; readonly height: number } | null
  readonly hasSound: boolean
}

/** The words that ask for what `probedFrom` reads. */
export const probeWords = [
  '-show_entries',
  [
    'format=duration',
    'stream=codec_type,width,height,sample_aspect_ratio',
    'stream_disposition=attached_pic',
    'stream_side_data=rotation',
  ].join(':'),
  '-of',
  'flat',
] as const

/** Eleven days: a file that says more does not know. */
const longestSeconds = 1_000_000

/** Lines like `streams.stream.0.width=320`. What is not understood is left out. */
export function probedFrom(text: string): Probed {
  const said = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name, value] = /^([\w.]+)="?([^"]*)"?$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) said.set(name, value)
  }
  const kinds = [...said].filter(([name]) => name.endsWith('.codec_type'))
  const streams = kinds.map(([name, kind]) => ({ kind, at: name.slice(0, -'.codec_type'.length) }))
  // A sound may have a picture of its record with it, as a stream.
  const seen = streams.find(
    ({ kind, at }) => kind === 'video' && said.get(`${at}.disposition.attached_pic`) !== '1',
  )
  const seconds = Number(said.get('format.duration'))
  return {
    duration: seconds > 0 && seconds < longestSeconds ? Math.round(seconds * 1000) : null,
    video: seen === undefined ? null : sizeOf(said, seen.at),
    hasSound: streams.some(({ kind }) => kind === 'audio'),
  }
}

function sizeOf(said: ReadonlyMap<string, string>, at: string): Probed['video'] {
  const [width, height] = [Number(said.get(`${at}.width`)), Number(said.get(`${at}.height`))]
  if (!(width > 0 && height > 0)) return null
  const [wide = 0, high = 0] = (said.get(`${at}.sample_aspect_ratio`) ?? '').split(':').map(Number)
  const stretch = wide > 0 && high > 0 ? wide / high : 1
  const shown = { width: Math.max(1, Math.round(width * stretch)), height }
  const turned = [...said].find(([name]) => name.startsWith(`${at}.side_data`) && name.endsWith('.rotation'))
  return Math.abs(Number(turned?.[1] ?? 0)) % 180 === 90
    ? { width: shown.height, height: shown.width }
    : shown
}
