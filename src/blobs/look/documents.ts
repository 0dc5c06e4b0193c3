/** Documents, with pdftoppm: the first page as a picture. */
import { smallerForms } from './pictures.ts'
import { nothingToShow, type Showing } from './protocol.ts'
import type { Tools } from './tools.ts'

/** The longer side, pixels, whatever the page says of its size. */
const longestSide = 1200

export function isDocument(type: string): boolean {
  return type === 'application/pdf'
}

/** Rejects when there is nothing to see: it is locked, broken, or takes too long. */
export async function lookAtDocument(path: string, type: string, tools: Tools): Promise<Showing> {
  const page = ['-q', '-f', '1', '-l', '1', '-singlefile', '-scale-to', `${longestSide}`, '-png']
  const run = { program: tools.programs.pdftoppm, words: [...page, path], seconds: 15 }
  const picture = await tools.answer({ ...run, most: 4 * longestSide ** 2 })
  return { ...nothingToShow, ...(await smallerForms(picture, path)), type }
}
