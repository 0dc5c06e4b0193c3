/** Messages stand in the order of their positions: the index of the first that is not before `position`; their number where none is. */
export function firstFrom(messages: readonly { readonly position: number }[], position: number): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((messages[middle]?.position ?? Infinity) < position) low = middle + 1
    else high = middle
  }
  return low
}
