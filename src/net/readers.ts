/** Owns whose lines are read next, of the connections of a listener: many may have sent many at the same moment. */
import { InTurns } from '../lib/in-turns.ts'

interface Reader {
  /** Deals with all lines that have come. */
  read(): void
}

export class Readers extends InTurns<Reader> {
  constructor() {
    super((reader) => reader.read())
  }
}
