/** What files may be called: one line, no way into another folder, never hidden, and not longer than disks take. */
import { z } from 'zod'
import { cleanLine } from '../input.ts'

const longestBytes = 200

/** Whatever the sender's system calls it becomes something that every system can keep. */
export const fileName = z.string().max(4096, 'that is too long for a name').transform(plainFileName)

export function plainFileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const plain = cleanLine(last.normalize('NFC').replace(/[<>:"|?*\p{Cf}]/gu, '_')).replace(/^\.+/, '')
  return plain === '' ? 'file' : shortened(plain)
}

/** The ending is kept: people know by it what it is. */
function shortened(name: string): string {
  if (Buffer.byteLength(name) <= longestBytes) return name
  const ending = /\.[^.\s]{1,10}$/.exec(name)?.[0] ?? ''
  let front = name.slice(0, name.length - ending.length)
  while (Buffer.byteLength(front + ending) > longestBytes) front = front.slice(0, -1)
  return front.toWellFormed() + ending
}
