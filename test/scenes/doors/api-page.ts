/** A browser's page before it has a socket: signs in over HTTP, and keeps the cookie. */
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { within } from '../play/deadline.ts'

interface Entering {
  readonly name: string
  readonly password: string
}

/** The headers that the page's later requests come with. Rejects when it is refused. */
export async function signInByPage(
  door: string,
  entering: Entering,
): Promise<Readonly<Record<string, string>>> {
  const origin = `http://${door}`
  const body = JSON.stringify(entering)
  const headers = {
    Origin: origin,
    'Content-Type': 'application/json',
    'User-Agent': `browser of ${entering.name}`,
  }
  const { promise, resolve, reject } = Promise.withResolvers<Readonly<Record<string, string>>>()
  const asked = request(`${origin}/api/user.sign-in`, { method: 'POST', headers, agent: false })
  asked.on('error', reject)
  asked.on('response', (response) => {
    const [cookie] = response.headers['set-cookie'] ?? []
    if (cookie !== undefined) resolve({ Cookie: cookie.split(';', 1).join('') })
    void text(response).then((answer) => reject(new Error(`the page was refused: ${answer}`)), reject)
  })
  asked.end(body)
  return within(promise, () => 'a page to be signed in')
}
