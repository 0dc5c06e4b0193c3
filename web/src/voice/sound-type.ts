/** In which form this browser records, and what the file is called. */

interface SoundType {
  readonly type: string
  readonly ending: string
}

/** Opus first: every other program of today plays it, and a minute is a third of a megabyte. */
const types: readonly SoundType[] = [
  { type: 'audio/webm;codecs=opus', ending: 'webm' },
  { type: 'audio/ogg;codecs=opus', ending: 'ogg' },
  { type: 'audio/mp4', ending: 'm4a' },
]

/** One that names no form takes whatever the browser likes. */
export function typeToRecord(isPossible: (type: string) => boolean): SoundType | null {
  return types.find(({ type }) => isPossible(type)) ?? null
}

/** `voice 2026-11-29 14.05.webm`: the time here, without signs that names of files cannot have. */
export function voiceName(at: Date, ending: string): string {
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-')
  return `voice ${day} ${two(at.getHours())}.${two(at.getMinutes())}.${ending}`
}

function two(part: number): string {
  return String(part).padStart(2, '0')
}
