/** The cookie that remembers a sign-in of a browser. */
import type { IncomingHttpHeaders } from 'node:http'

export const cookieName = 'parlance'

/** As long as browsers keep one at most. */
const maxAgeSeconds = 400 * 24 * 60 * 60

/** The secret that a request comes with: a bearer token of a program, or the cookie of a browser. */
export interface Presented {
  readonly secret: string
  readonly by: 'bearer' | 'cookie'
}

export function presentedBy({ authorization, cookie }: IncomingHttpHeaders): Presented | null {
  const bearer = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
  if (bearer !== undefined) return { secret: bearer, by: 'bearer' }
  const secret = cookieOf(cookie ?? '')
  return secret === null ? null : { secret, by: 'cookie' }
}

function cookieOf(header: string): string | null {
  for (const pair of header.split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === cookieName && value !== undefined && value !== '') return value
  }
  return null
}

/** SameSite=Lax: a link from elsewhere opens the page signed in; requests from elsewhere come without it. */
export function cookieWith(secret: string, isSecure: boolean): string {
  return `${cookieName}=${secret}; Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}

export function noCookie(isSecure: boolean): string {
  return `${cookieName}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
}
