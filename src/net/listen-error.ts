/** Owns the words for a port that cannot be opened, and how addresses are written. */

/** A port could not be opened. The message is one line that says what to change. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
}

const problems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is in use: stop the other program or choose another port',
  EACCES: 'no right to open this port: choose one above 1023 or grant the right to this system user',
  EADDRNOTAVAIL: 'this machine does not have that address: choose another host',
  ENOTFOUND: 'that host name is not known: choose another host',
}

export function listenError(error: NodeJS.ErrnoException, where: string): ListenError {
  const problem = problems[error.code ?? ''] ?? error.message
  return new ListenError(`cannot listen on ${where}: ${problem}`, { cause: error })
}

export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

/** An address without the prefix that IPv6 sockets put before IPv4 ones; `null` when the socket has none. */
export function plainAddress(address: string | undefined): string | null {
  if (address === undefined) return null
  return address.startsWith('::ffff:') && address.includes('.') ? address.slice('::ffff:'.length) : address
}
