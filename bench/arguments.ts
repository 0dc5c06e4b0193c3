/** Reads the values of options. */
import { InvalidArgumentError } from 'commander'

export function number(written: string): number {
  const value = Number(written)
  if (written.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('a number is needed.')
  return value
}

export function count(written: string): number {
  const value = Number(written)
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number from 1 is needed.')
  return value
}

/** Several words of a list, parted by commas. */
export function someOf<Word extends string>(words: readonly Word[]) {
  return (written: string): readonly Word[] =>
    written.split(',').map((part) => {
      const word = words.find((candidate) => candidate === part.trim())
      if (word === undefined) throw new InvalidArgumentError(`"${part}" is none of ${words.join(', ')}.`)
      return word
    })
}
