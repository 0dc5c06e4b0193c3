/** Questions whose answers are the next lines: passwords, with the echo turned off where the person uses telnet. */
import type { PlainClient } from './client.ts'

export interface Prompt {
  readonly questions: readonly string[]
  readonly answers: string[]
  done(answers: readonly string[]): Promise<void>
}

/** "I will echo" and then do not (RFC 857): the telnet client stops showing what is typed. */
const echoOff = Buffer.from([0xff, 0xfb, 0x01])
const echoOn = Buffer.from([0xff, 0xfc, 0x01])
const lineEnd = Buffer.from('\r\n')

/**
 * Asks one question after the other. Only telnet ends its lines in CR LF by itself, and only telnet understands the
 * echo commands: `nc` is asked without them and shows what is typed.
 */
export function ask(client: PlainClient, questions: readonly string[], done: Prompt['done']): void {
  client.prompt = { questions, answers: [], done }
  if (client.connection.endedWithCarriageReturn) client.send(echoOff)
  putQuestion(client, client.prompt)
}

/** Takes a line as the answer to the open question. */
export async function answer(client: PlainClient, prompt: Prompt, line: string): Promise<void> {
  prompt.answers.push(line)
  if (client.connection.endedWithCarriageReturn) client.send(lineEnd)
  if (prompt.answers.length < prompt.questions.length) return putQuestion(client, prompt)
  endPrompt(client)
  await prompt.done(prompt.answers)
}

/** Gives up the questions: Ctrl-C, or an end. */
export function endPrompt(client: PlainClient): void {
  if (client.prompt === null) return
  client.prompt = null
  if (client.connection.endedWithCarriageReturn) client.send(echoOn)
}

function putQuestion(client: PlainClient, prompt: Prompt): void {
  client.send(Buffer.from(`${prompt.questions[prompt.answers.length] ?? ''}: `))
}
