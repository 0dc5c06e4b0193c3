/** The operator at the server's own terminal: their lines are answered, facts for operators are shown. */
import type { ClientId } from '../../core/types.ts'
import type { Client } from '../../fanout/client.ts'
import type { DoorPorts } from '../protocol.ts'
import { Desk } from './answer-line.ts'
import { terminalFlavour } from './encode.ts'
import { parseLine } from './grammar.ts'
import { Prompt, type PromptOptions } from './prompt.ts'

export interface TerminalOptions extends PromptOptions {
  /** Who is at the terminal: the system user the server runs as. */
  readonly systemUser: string
}

export interface Terminal {
  /** Shows text above what is being typed: the place for log lines. It ends its lines itself and must be safe for a terminal. */
  write(text: string): void
  /** Takes the prompt away and gives the terminal back as it was; what is written after that is still shown. */
  close(): void
}

export function openTerminal(ports: DoorPorts, options: TerminalOptions): Terminal {
  const desk = new Desk(ports)
  const prompt = new Prompt(options)
  const client = terminalClient(ports, prompt)
  const operator = {
    systemUser: options.systemUser,
    askSecret: (question: string) => prompt.askSecret(question),
  }
  const answer = async (line: string): Promise<void> => {
    if (parseLine(line)?.verb === 'quit') return prompt.quit()
    const { ok, text } = await desk.answer(line, operator)
    if (text !== '') prompt.write(ok ? text : `! ${text}`)
  }
  ports.hub.attach(client)
  prompt.open((line) =>
    answer(line).catch((error: unknown) => {
      ports.log.error({ err: error }, 'a console command could not be answered')
      prompt.write('! something went wrong in the server: error.log has it')
    }),
  )
  return {
    write: (text) => prompt.write(text),
    close: () => {
      ports.hub.detach(client)
      prompt.close()
    },
  }
}

function terminalClient({ newId, clock }: DoorPorts, prompt: Prompt): Client {
  return {
    id: newId<ClientId>(),
    door: 'console',
    address: 'local',
    connectedAt: clock.now(),
    flavour: terminalFlavour,
    user: null,
    operator: true,
    send: (bytes) => prompt.write(bytes.toString()),
    // It is closed by the server after the others.
    close: () => undefined,
  }
}
