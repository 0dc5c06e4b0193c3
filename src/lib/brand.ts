/** Nominal types: a `Brand<string, 'UserId'>` is a string that was checked once and cannot be mistaken for another kind. */
declare const brand: unique symbol

export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }
