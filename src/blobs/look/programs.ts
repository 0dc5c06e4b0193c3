/** Programs of this machine that see more in files than this server does by itself. None of them is needed. */
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

/** Where each lies; `null`: it is not there. */
export interface Programs {
  readonly ffmpeg: string | null
  readonly ffprobe: string | null
  readonly pdftoppm: string | null
  /** Limits what the others may take of the machine; not everywhere. */
  readonly prlimit: string | null
}

export const noPrograms: Programs = { ffmpeg: null, ffprobe: null, pdftoppm: null, prlimit: null }

/** `path`: folders, as the variable PATH has them. */
export async function findPrograms(path: string): Promise<Programs> {
  // An empty name would be the working directory, where anybody might have put a program.
  const folders = path.split(delimiter).filter((folder) => folder.startsWith('/'))
  const [ffmpeg, ffprobe, pdftoppm, prlimit] = await Promise.all([
    find('ffmpeg', folders),
    find('ffprobe', folders),
    find('pdftoppm', folders),
    find('prlimit', folders),
  ])
  return { ffmpeg, ffprobe, pdftoppm, prlimit }
}

async function find(name: string, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const place = join(folder, name)
    if (await isProgram(place)) return place
  }
  return null
}

function isProgram(place: string): Promise<boolean> {
  return access(place, constants.X_OK).then(
    () => true,
    () => false,
  )
}
