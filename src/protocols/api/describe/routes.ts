/** Answers with the descriptions of the API, made when they are first asked for. */
import type { FastifyInstance } from 'fastify'

export function serveDescriptions(app: FastifyInstance): void {
  const made = new Map<string, string>()
  const once = (name: string, make: () => string): string => {
    const known = made.get(name) ?? make()
    made.set(name, known)
    return known
  }
  app.get('/api/openapi.json', async (_, reply) => {
    const { openApi } = await import('./openapi.ts')
    return reply.type('application/json').send(once('openapi', () => JSON.stringify(openApi(), null, 1)))
  })
  app.get('/api/asyncapi.json', async (_, reply) => {
    const { asyncApi } = await import('./asyncapi.ts')
    return reply.type('application/json').send(once('asyncapi', () => JSON.stringify(asyncApi(), null, 1)))
  })
  app.get('/api/docs', async (_, reply) => {
    const { docsPage } = await import('./page.ts')
    return reply.type('text/html; charset=utf-8').send(once('docs', docsPage))
  })
  app.get('/api/docs.css', async (_, reply) => {
    const { docsStyle } = await import('./page.ts')
    return reply.type('text/css').send(docsStyle)
  })
}
