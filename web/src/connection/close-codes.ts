/** What the end of a socket means: come back, or stay away and why (docs/wire-api.md). */

export type End = 'kicked' | 'banned' | 'password-changed' | 'signed-out'
export type AfterClose = { readonly comeBack: true } | { readonly comeBack: false; readonly end: End }

const ends: ReadonlyMap<number, End> = new Map([
  [4100, 'kicked'],
  [4101, 'banned'],
  [4102, 'password-changed'],
  [4103, 'signed-out'],
])

export function afterClose(code: number): AfterClose {
  if (code < 4100 || code > 4199) return { comeBack: true }
  return { comeBack: false, end: ends.get(code) ?? 'signed-out' }
}
