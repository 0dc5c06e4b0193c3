/** The operators' door: the local socket, and the prompt on the server's own terminal. Never on the network. */
import type { Door, DoorPorts } from '../protocol.ts'
import { Desk } from './answer-line.ts'
import { LocalSocket } from './local-socket.ts'

export { openTerminal, type Terminal, type TerminalOptions } from './terminal.ts'

export interface ConsoleOptions {
  /** `console.sock` in the data folder, which others must not be able to enter. */
  readonly socketPath: string
  /** The system user the server runs as: who is meant when a program does not say for whom it asks. */
  readonly systemUser: string
}

export function createConsoleDoor(ports: DoorPorts, options: ConsoleOptions): Door {
  const desk = new Desk(ports)
  const { hub, clock, newId, log } = ports
  const { socketPath, systemUser } = options
  const socket = new LocalSocket(socketPath, { desk, hub, clock, newId, log, systemUser })
  return {
    name: 'console',
    open: () => socket.open(),
    /** Operators at work are not counted among the people connected. */
    connections: () => [],
    queuedBytes: () => socket.queuedBytes,
    /** While the server goes down an operator must still be able to call it off. */
    refuse: () => undefined,
    close: () => socket.close(),
  }
}
