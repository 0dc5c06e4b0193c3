/** The bus of one node. */
import { describe } from 'vitest'
import { LocalBus } from '../../src/fanout/local-bus.ts'
import { busContract } from './bus-contract.ts'

describe('the bus of one node', () => {
  busContract((log) => new LocalBus(log))
})
