/** What can be seen of the server from outside: its figures and its health, for the HTTP door. */
import { Health, type HealthPorts } from '../observe/health.ts'
import { Metrics } from '../observe/metrics.ts'
import { checksOf, remarksOf, type Checked } from './checks.ts'
import { figuresOf, type Counted } from './figures.ts'

export interface Observed {
  readonly metrics: Metrics
  readonly health: Health
}

export function observe(parts: Counted & Checked & Omit<HealthPorts, 'checks' | 'remarks'>): Observed {
  const { clock, log } = parts
  return {
    metrics: new Metrics(figuresOf(parts)),
    health: new Health({ checks: checksOf(parts), remarks: remarksOf(parts), clock, log }),
  }
}
