/** The cases of what the other servers do not do: passwords, and a history. */
import { join } from 'node:path'
import { runHistory } from '../history.ts'
import { runSignIns } from '../sign-ins.ts'
import type { Case } from './case.ts'

const asShipped: readonly string[] = []

export const ownCases = {
  'sign-ins': {
    about:
      "50 users sign in by password again and again, with bcrypt's cost as shipped, while 10 of them talk",
    columns: [
      { figure: 'sign-ins', heading: 'sign-ins/s' },
      { figure: 'comparisons without a server', heading: 'comparisons/s' },
      { figure: 'sign-ins to comparisons', heading: 'of them' },
      { figure: 'longest stall of the event loop', heading: 'stall ms' },
      { figure: 'with sign-ins: latency p50', heading: 'p50 ms' },
      { figure: 'with sign-ins: latency p99', heading: 'p99 ms' },
      { figure: 'without sign-ins: latency p99', heading: 'without: p99 ms' },
    ],
    doors: ['plain'],
    peers: [],
    run: (_, { seconds, warmup, generators }, { tell }) =>
      runSignIns(
        { clients: 50, senders: 10, rate: 50, atOnce: 16, seconds, warmup, generators },
        { tell, nodeOptions: asShipped },
      ),
  },
  history: {
    about: 'pages and searches in a long history, one after the other',
    columns: [
      { figure: 'the slowest page: p99', heading: 'page p99 ms' },
      { figure: 'the slowest search: p99', heading: 'search p99 ms' },
      { figure: 'filling', heading: 'filled/s' },
      { figure: 'database', heading: 'database MiB' },
      { figure: 'server memory', heading: 'process MiB' },
    ],
    doors: [null],
    peers: [],
    run: (_, { messages }, { tell, folder }) =>
      runHistory(
        {
          ...{ channels: 300, authors: 300, requests: 300, patience: 20 },
          messages,
          folder: join(folder, 'history'),
        },
        { tell, nodeOptions: asShipped },
      ),
  },
} as const satisfies Readonly<Record<string, Case>>
