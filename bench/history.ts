/** The yardstick of a long history: a database of many messages, pages of it and searches in it, asked one after the other. */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { portOf, type RunningServer } from './contestant.ts'
import { processorSeconds, residentKib } from './cpu.ts'
import { fill, filledBefore, type Filled } from './history/build.ts'
import { Caller } from './history/caller.ts'
import { faultIn, kindsOf, type Kind } from './history/questions.ts'
import { chanceFrom } from './history/vocabulary.ts'
import { Histogram } from './percentiles.ts'
import { password } from './layout.ts'
import { createReport, type Figure, type Report } from './report.ts'
import { buildServer, parlance, type ParlanceOptions } from './server-process.ts'

export interface HistoryOptions {
  readonly messages: number
  readonly channels: number
  readonly authors: number
  /** Of each kind. */
  readonly requests: number
  /** After so many seconds a kind has been asked enough. */
  readonly patience: number
  /** Kept, and used again if it has so many messages; absent: a temporary one. */
  readonly folder?: string | undefined
}

interface Telling extends Pick<ParlanceOptions, 'nodeOptions'> {
  readonly tell: (progress: string) => void
}

const settings = ['limits.channelsPerUser=10000', 'limits.appendQueueBytes=1073741824']
const reader = 'reader'
const warming = 5

export async function runHistory(options: HistoryOptions, telling: Telling): Promise<Report> {
  buildServer()
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'parlance-history-'))
  mkdirSync(folder, { recursive: true })
  try {
    return await measureIn(folder, options, telling)
  } finally {
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

async function measureIn(folder: string, options: HistoryOptions, telling: Telling): Promise<Report> {
  const filled = filledBefore(folder) ?? (await fillAnew(folder, options, telling))
  if (filled.messages !== options.messages)
    throw new Error(`${folder} has ${filled.messages} messages, not ${options.messages}`)
  const { folder: _, ...shown } = options
  return whileRunning(folder, telling, async (server, caller) => {
    await caller.call('user.sign-in', { name: reader, password })
    const asked = await askAll(filled, { options, telling, server, caller })
    const size = statSync(join(folder, 'data', 'parlance.sqlite')).size
    const figures = [
      ...asked.figures,
      slowest('page', asked.figures),
      slowest('search', asked.figures),
      { name: 'filling', value: filled.messages / filled.seconds, unit: 'messages/s' },
      { name: 'database', value: size / 1024 ** 2, unit: 'MiB' },
      { name: 'server memory', value: residentKib(server.pid) / 1024, unit: 'MiB' },
    ]
    return createReport({ yardstick: 'history', options: { ...shown }, faults: asked.faults, figures })
  })
}

async function whileRunning<T>(
  folder: string,
  { nodeOptions }: Telling,
  work: (server: RunningServer, caller: Caller) => Promise<T>,
): Promise<T> {
  const server = await parlance({ nodeOptions, settings }).start({ folder, defaultChannels: [], tls: false })
  const caller = new Caller(portOf(server, { door: 'http', tls: false }))
  try {
    return await work(server, caller)
  } finally {
    caller.end()
    await server.stop()
  }
}

/** People and channels come in by the door, and the reader is in every channel; messages go straight into the store. */
async function fillAnew(folder: string, options: HistoryOptions, telling: Telling): Promise<Filled> {
  telling.tell('registering the authors and making the channels')
  const names = Array.from({ length: options.authors }, (_, index) => `author${index}`)
  const channels = await whileRunning(folder, telling, async (_, caller) => {
    for (const name of [...names, reader]) await caller.register(name)
    return makeChannels(caller, options.channels)
  })
  return fill({ folder, messages: options.messages, channels, authors: names, tell: telling.tell })
}

async function makeChannels(caller: Caller, count: number) {
  const channels = []
  for (let index = 0; index < count; index += 1) {
    const name = `channel${index}`
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the API describes
    const made = JSON.parse(await caller.call('channel.create', { name })) as { channel: { id: string } }
    channels.push({ id: made.channel.id, name })
  }
  return channels
}

interface Asking {
  readonly options: HistoryOptions
  readonly telling: Telling
  readonly server: RunningServer
  readonly caller: Caller
}

interface Asked {
  readonly figures: readonly Figure[]
  readonly faults: readonly string[]
}

const seed = 7

async function askAll(filled: Filled, asking: Asking): Promise<Asked> {
  const parts: Asked[] = []
  for (const kind of kindsOf(filled, asking.caller, chanceFrom(seed))) parts.push(await askKind(kind, asking))
  return {
    figures: parts.flatMap(({ figures }) => figures),
    faults: parts.flatMap(({ faults }) => faults),
  }
}

async function askKind(kind: Kind, { options, telling, server, caller }: Asking): Promise<Asked> {
  telling.tell(kind.name)
  for (let count = 0; count < warming; count += 1) await ask(kind, caller)
  const latency = new Histogram()
  const faults: string[] = []
  let count = 0
  const cpu = processorSeconds(server.pid)
  const deadline = performance.now() + options.patience * 1000
  for (; count < options.requests && performance.now() < deadline; count += 1) {
    const { microseconds, fault } = await ask(kind, caller)
    latency.add(microseconds)
    if (fault !== null) faults.push(`${kind.name}: ${fault}`)
  }
  const each = ((processorSeconds(server.pid) - cpu) * 1000) / count
  return { figures: figuresOf(kind.name, { latency, count, each }), faults }
}

async function ask(
  kind: Kind,
  caller: Caller,
): Promise<{ readonly microseconds: number; readonly fault: string | null }> {
  const question = await kind.next()
  const began = performance.now()
  const answer = await caller.call(question.call, question.input)
  return { microseconds: (performance.now() - began) * 1000, fault: faultIn(question, answer) }
}

/** Of the kinds that begin so. */
function slowest(kind: string, figures: readonly Figure[]): Figure {
  const those = figures.filter(({ name }) => name.startsWith(kind) && name.endsWith(': p99'))
  return { name: `the slowest ${kind}: p99`, value: Math.max(...those.map(({ value }) => value)), unit: 'ms' }
}

function figuresOf(
  name: string,
  { latency, count, each }: { readonly latency: Histogram; readonly count: number; readonly each: number },
): readonly Figure[] {
  return [
    { name: `${name}: p50`, value: latency.percentile(50) / 1000, unit: 'ms' },
    { name: `${name}: p99`, value: latency.percentile(99) / 1000, unit: 'ms' },
    { name: `${name}: max`, value: latency.largest / 1000, unit: 'ms' },
    { name: `${name}: server CPU`, value: each, unit: 'ms each' },
    { name: `${name}: asked`, value: count, unit: 'times' },
  ]
}
