/** What operators' programs ask over HTTP: whether the server lives, whether it is ready, and its figures. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Health } from '../../observe/health.ts'
import { mayReadMetrics, type MetricsReader } from '../../observe/metrics-access.ts'
import type { Metrics } from '../../observe/metrics.ts'

export interface Observing {
  readonly metrics: Metrics
  readonly health: Health
  /** Read anew for every request. */
  readonly metricsAccess: () => MetricsReader['config']
}

export function serveObserving(
  app: FastifyInstance,
  { metrics, health, metricsAccess }: Observing,
  addressOf: (request: FastifyRequest) => string,
): void {
  app.get('/healthz', async () => health.alive())
  app.get('/readyz', async (_, reply) => {
    const readiness = await health.ready()
    return reply.code(readiness.ready ? 200 : 503).send(readiness)
  })
  app.get('/metrics', async (request, reply) => {
    const { authorization } = request.headers
    const may = mayReadMetrics({ address: addressOf(request), authorization, config: metricsAccess() })
    if (!may)
      return reply.code(403).type('text/plain').send('only with metrics.token, or from this machine\n')
    return reply.type(metrics.contentType).send(await metrics.text())
  })
}
