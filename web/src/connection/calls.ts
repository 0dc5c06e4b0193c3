/** The calls of the API with their inputs and answers, as the rest of the client names them. */
import type { CallAnswer, CallInput, CallName, WireError } from '../../../src/protocols/api/wire.ts'

export type Name = CallName
export type Input<N extends Name> = Plain<CallInput<N>>
export type Reply<N extends Name> = CallAnswer<N>
export type SearchInput = Input<'message.search'>

/** Ids are plain text here: only the server marks which kind they are of. */
type Plain<T> = T extends string
  ? keyof T extends keyof string
    ? T
    : string
  : T extends object
    ? { [K in keyof T]: Plain<T[K]> }
    : T
/** Makes a call and waits for its answer, with a deadline; rejects with a `CallFault`. */
export type Call = <N extends Name>(name: N, input: Input<N>) => Promise<Reply<N>>

/** A refusal, or no answer at all (`offline`, `no-answer`). `message` is a sentence for people. */
export class CallFault extends Error {
  readonly code: string
  readonly details: WireError['details']

  constructor({ code, message, details }: WireError) {
    super(message)
    this.name = 'CallFault'
    this.code = code
    this.details = details
  }
}
