/** A name and a password in a request (RFC 7617), as clients of IRC bring files with: what they say by SASL PLAIN. */

export interface NameAndPassword {
  readonly name: string
  readonly password: string
}

export function basicOf(authorization: string | undefined): NameAndPassword | null {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const end = text.indexOf(':')
  return end === -1 ? null : { name: text.slice(0, end), password: text.slice(end + 1) }
}
