/** Serves the built web client: files named by their content are kept for ever, the page itself is asked for every time. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { doorErrors } from './errors.ts'

const year = 365 * 24 * 60 * 60

export async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  const isBuilt = existsSync(join(root, 'index.html'))
  if (isBuilt) {
    const { fastifyStatic } = await import('@fastify/static')
    await app.register(fastifyStatic, {
      root,
      preCompressed: true,
      wildcard: false,
      index: 'index.html',
      cacheControl: false,
      setHeaders(response, path) {
        const isNamedByContent = path.includes('/assets/')
        void response.header(
          'Cache-Control',
          isNamedByContent ? `public, max-age=${year}, immutable` : 'no-cache',
        )
        if (path.includes('/service-worker.js')) void response.header('Service-Worker-Allowed', '/')
      },
    })
  }
  // Every address of the client is its page: which part of it to show, it finds out itself.
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' && !request.url.startsWith('/api/') && !/\.[^/?]*(\?|$)/.test(request.url)
    if (isPage && isBuilt) return reply.sendFile('index.html')
    const text = isPage ? 'the web client is not built: npm run build\n' : null
    if (text !== null) return reply.code(404).type('text/plain').send(text)
    return reply.code(404).type('application/json').send(JSON.stringify(doorErrors.nothingHere))
  })
}
