/** The signs somebody used last, newest first, kept on this device. */
const key = 'parlance.recent-emoji'
const most = 24
const atFirst = ['👍', '❤️', '😄', '🎉', '👀', '🙏']

/** Storage that is full, forbidden or written by somebody else must never be in the way. */
export function recentEmoji(storage: Pick<Storage, 'getItem'>): readonly string[] {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    const signs = Array.isArray(kept) ? kept.filter((sign): sign is string => isSign(sign)) : []
    return [...new Set([...signs, ...atFirst])].slice(0, most)
  } catch {
    return atFirst
  }
}

export function noteEmoji(storage: Pick<Storage, 'getItem' | 'setItem'>, sign: string): void {
  const signs = [sign, ...recentEmoji(storage).filter((known) => known !== sign)].slice(0, most)
  try {
    storage.setItem(key, JSON.stringify(signs))
  } catch {
    // Not remembered, then.
  }
}

function isSign(sign: unknown): boolean {
  return typeof sign === 'string' && sign.length <= 32 && /^\p{RGI_Emoji}$/v.test(sign)
}
