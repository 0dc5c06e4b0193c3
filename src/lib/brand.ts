/** Nominal types: a `Brand<string, 'UserId'>` is a string that was checked once and cannot be mistaken for another kind. */
declare const brand: unique symbol

export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }

/** Names the kind of a value that is known to be of it: only where one is made or has just been checked. */
export function branded<B extends Brand<string, string>>(value: string): B {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where a brand is put on
  return value as B
}
