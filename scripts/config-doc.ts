/** Writes `parlance.example.yaml` and `docs/configuration.md` from the schema; with `--check` it only says whether they are fresh. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { stringify } from 'yaml'
import { variableName } from '../src/config/environment-source.ts'
import { durationText } from '../src/config/duration.ts'
import { namedOptions, type NamedOption } from '../src/config/schema.ts'

const root = join(import.meta.dirname, '..')
const generated = { 'parlance.example.yaml': exampleFile, 'docs/configuration.md': configurationPage }

/** The names of the generated files that are not what the schema says now. */
export function staleFiles(): readonly string[] {
  return Object.entries(generated)
    .filter(([name, make]) => currentText(name) !== make())
    .map(([name]) => name)
}

function currentText(name: string): string | null {
  try {
    return readFileSync(join(root, name), 'utf8')
  } catch {
    return null
  }
}

function exampleFile(): string {
  const lines = [
    '# Every option of Parlance with its default. Copy this file to parlance.yaml and keep what you change.',
    '# Generated from src/config/schema by scripts/config-doc.ts.',
  ]
  let before: readonly string[] = []
  for (const named of namedOptions) {
    if (named.keys[0] !== before[0]) lines.push('')
    lines.push(...headings(named.keys, before))
    const indent = indentOf(named.keys.length - 1)
    lines.push(`${indent}# ${named.option.about} (${accepted(named)})`)
    lines.push(`${indent}${named.keys.at(-1)}: ${written(named)}`)
    before = named.keys
  }
  return `${lines.join('\n')}\n`
}

/** The sections that begin with this option. */
function headings(keys: readonly string[], before: readonly string[]): readonly string[] {
  const same = keys.findIndex((key, depth) => key !== before[depth])
  return keys
    .slice(0, -1)
    .map((key, depth) => `${indentOf(depth)}${key}:`)
    .slice(same)
}

function indentOf(depth: number): string {
  return '  '.repeat(depth)
}

function configurationPage(): string {
  const sections = [...new Set(namedOptions.map(({ keys: [section = ''] }) => section))]
  return `${introduction}\n${sections.map(sectionText).join('\n')}`
}

const introduction = `# Configuration

<!-- Generated from src/config/schema by scripts/config-doc.ts. -->

Every option has a default, so no file is needed. Parlance reads \`parlance.yaml\` in the working directory when there is one, or
the file that \`--config\` names; the format is YAML 1.2, and so JSON works too. \`parlance.example.yaml\` holds every option.

An option is taken from the strongest place that gives it:

| | place | example |
| --- | --- | --- |
| 1 | the command line | \`--set limits.messageLength=2000\` |
| 2 | the environment | \`PARLANCE_LIMITS__MESSAGE_LENGTH=2000\` |
| 3 | the file | \`limits: { messageLength: 2000 }\` |
| 4 | the default | \`4000\` |

On the command line and in the environment, a list is written as in the file: \`--set 'channels.default=[general, help]'\`. Variables
without \`__\` that name no option are left alone, as container platforms set some of their own; any other unknown option, a wrong type
or a value outside its limits stops the start. All faults are reported at once, each with its place:

\`\`\`
$ parlance check-config
parlance.yaml:7: limits.messageLength: must be at most 4000
parlance.yaml:9: plain.prot: unknown option; did you mean plain.port?
\`\`\`

There is no number that means "no limit": give a large one. In the environment and with \`--set\`, \`null\` is written as in the file. A change of an option marked *live* takes effect with \`SIGHUP\` or the
console's \`/reload\`; the others wait for the next start, and the reload names them. A reload that finds a fault changes nothing.
A relative path is taken from the working directory.
`

function sectionText(section: string): string {
  const rows = namedOptions
    .filter(({ keys }) => keys[0] === section)
    .map(
      (named) =>
        `| \`${named.path}\` | ${cell(accepted(named))} | ${defaultCell(named)} | ${named.option.reload} | \`${variableName(named.path)}\` | ${cell(named.option.about)}${named.option.secret === true ? ' Secret: masked wherever the configuration is shown.' : ''} |`,
    )
  const head =
    '| option | accepts | default | change | environment | |\n| --- | --- | --- | --- | --- | --- |'
  return `\n## ${section}\n\n${head}\n${rows.join('\n')}\n`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

function defaultCell(named: NamedOption): string {
  return named.option.default === '' ? 'empty' : `\`${written(named)}\``
}

function written({ option }: NamedOption): string {
  if (isDuration(option)) return durationText(Number(option.default))
  return stringify(option.default, { collectionStyle: 'flow', flowCollectionPadding: false }).trim()
}

function isDuration({ shape }: NamedOption['option']): boolean {
  return 'accepts' in (shape.meta() ?? {})
}

/** What an option accepts, in words. */
function accepted({ option }: NamedOption): string {
  return acceptedBy(z.toJSONSchema(option.shape, { io: 'input' }))
}

function acceptedBy(facts: z.core.JSONSchema._JSONSchema): string {
  if (typeof facts === 'boolean') return 'anything'
  if (facts.anyOf !== undefined) return facts.anyOf.map(acceptedBy).join(', or ')
  if (typeof facts['accepts'] === 'string') return facts['accepts']
  if (Array.isArray(facts.type)) return facts.type.map((type) => acceptedBy({ ...facts, type })).join(', or ')
  if (facts.type === 'null') return 'null'
  if (facts.enum !== undefined)
    return facts.enum.length > 1 ? `one of ${facts.enum.join(', ')}` : `only ${facts.enum.join()}`
  if (facts.type === 'integer') return `${facts.minimum} to ${facts.maximum}`
  if (facts.type === 'boolean') return 'true or false'
  if (facts.type === 'array') return `a list, at most ${facts.maxItems} entries`
  if (facts.maxLength === undefined) return 'text'
  if (facts.minLength === 0) return `text, at most ${facts.maxLength} characters`
  return `text, ${facts.minLength} to ${facts.maxLength} characters`
}

function main(): void {
  if (!process.argv.includes('--check')) {
    for (const [name, make] of Object.entries(generated)) writeFileSync(join(root, name), make())
    return
  }
  const stale = staleFiles()
  if (stale.length === 0) return
  console.error(`not what src/config/schema says: ${stale.join(', ')}; run "node scripts/config-doc.ts"`)
  process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
