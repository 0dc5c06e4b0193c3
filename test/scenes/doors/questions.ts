/** What a person can look up in a scene, and the shape of the answer, whatever the door. */
import type { ChannelRole } from '../../../src/core/types.ts'

interface Questions {
  /** The texts, oldest first. */
  history: {
    readonly asked: { readonly channel: string; readonly count: number | null }
    readonly answer: readonly string[]
  }
  /** The texts found, newest first. */
  search: { readonly asked: { readonly words: string }; readonly answer: readonly string[] }
  /** Names with `#`. */
  channels: { readonly asked: object; readonly answer: readonly string[] }
  members: {
    readonly asked: { readonly channel: string }
    readonly answer: readonly { readonly name: string; readonly role: ChannelRole }[]
  }
  online: { readonly asked: object; readonly answer: readonly string[] }
  /** Everything the door says about somebody, as one text. */
  whois: { readonly asked: { readonly user: string }; readonly answer: string }
  /** The texts, what was pinned last first. */
  pinned: { readonly asked: { readonly channel: string }; readonly answer: readonly string[] }
  /** Under the newest message of that text: each sign with those who gave it. */
  reactions: {
    readonly asked: { readonly channel: string; readonly text: string }
    readonly answer: readonly string[]
  }
  level: { readonly asked: { readonly channel: string }; readonly answer: string }
  /** The names of those in force. */
  tokens: { readonly asked: object; readonly answer: readonly string[] }
  /** A token made for a program, and its secret. */
  'new-token': { readonly asked: { readonly name: string }; readonly answer: string }
  topic: { readonly asked: { readonly channel: string }; readonly answer: string }
}

export type QuestionName = keyof Questions
export type Question<Q extends QuestionName> = Questions[Q]['asked'] & { readonly ask: Q }
export type Answer<Q extends QuestionName> = Questions[Q]['answer']
