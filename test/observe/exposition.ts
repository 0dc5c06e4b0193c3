/** Reads the text format of Prometheus as strictly as a scraper would. */

export interface ReadSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface Exposition {
  /** By the name of the metric: counter, gauge, histogram. */
  readonly types: ReadonlyMap<string, string>
  readonly samples: readonly ReadSample[]
}

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/
const labelPair = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y

/** Throws at the first line that is not of the format. */
export function readExposition(text: string): Exposition {
  const types = new Map<string, string>()
  const samples: ReadSample[] = []
  const seen = new Set<string>()
  for (const line of text.split('\n')) {
    const declared = /^# TYPE (\S+) (counter|gauge|histogram|summary)$/.exec(line)
    if (declared !== null) types.set(declared[1] ?? '', declared[2] ?? '')
    if (line === '' || declared !== null || /^# HELP \S+ \S/.test(line)) continue
    const sample = readSample(line)
    if (familyOf(sample.name, types) === null) throw new Error(`of no declared metric: ${line}`)
    const series = line.slice(0, line.lastIndexOf(' '))
    if (seen.has(series)) throw new Error(`twice: ${line}`)
    seen.add(series)
    samples.push(sample)
  }
  if (!text.endsWith('\n')) throw new Error('the last line has no end')
  return { types, samples }
}

/** The metric that a series belongs to: of a histogram they are called otherwise. */
export function familyOf(name: string, types: ReadonlyMap<string, string>): string | null {
  if (types.has(name)) return name
  const family = name.replace(/_(bucket|sum|count)$/, '')
  return types.get(family) === 'histogram' ? family : null
}

function readSample(line: string): ReadSample {
  const [, name = '', labels = '', written = ''] = sampleLine.exec(line) ?? []
  const value = written === '+Inf' ? Infinity : Number(written)
  if (name === '' || Number.isNaN(value)) throw new Error(`not a sample: ${line}`)
  return { name, labels: readLabels(labels, line), value }
}

function readLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {}
  labelPair.lastIndex = 0
  let end = 0
  for (let pair = labelPair.exec(text); pair !== null; pair = labelPair.exec(text)) {
    labels[pair[1] ?? ''] = pair[2] ?? ''
    end = labelPair.lastIndex
    if (end === text.length) break
  }
  if (end !== text.length) throw new Error(`labels not understood: ${line}`)
  return labels
}

/** The value of one series; absent is an error, not a zero. */
export function valueOf(
  { samples }: Exposition,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number {
  const wanted = Object.entries(labels)
  const found = samples.filter(
    (sample) => sample.name === name && wanted.every(([label, value]) => sample.labels[label] === value),
  )
  if (found.length !== 1) throw new Error(`${found.length} series of ${name} ${JSON.stringify(labels)}`)
  return found[0]?.value ?? NaN
}
