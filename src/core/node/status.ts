/** How the server is doing, and who is connected. */
import { z } from 'zod'
import { defineCommand } from '../command.ts'

export const status = defineCommand({
  name: 'node.status',
  who: 'console',
  cost: 0,
  input: z.object({}),
  async run(context) {
    const { node, store, shutdown, now, policy } = context
    const memory = process.memoryUsage()
    return {
      result: {
        name: policy.serverName,
        version: node.version,
        pid: process.pid,
        startedAt: node.startedAt,
        uptimeSeconds: Math.floor((now - node.startedAt) / 1000),
        doors: node.doors(),
        nodes: node.nodes(),
        ...node.counters(),
        users: await store.users.count(),
        messages: await store.messages.count(),
        memoryBytes: memory.rss,
        shutdown: shutdown.planned,
      },
    }
  },
})

export const listConnections = defineCommand({
  name: 'node.list-connections',
  who: 'console',
  cost: 0,
  input: z.object({}),
  async run(context) {
    const { node } = context
    return { result: { connections: node.connections(), others: node.nodes().filter((one) => !one.isThis) } }
  },
})
