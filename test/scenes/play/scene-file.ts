/** Reads `.scene` files: the title, which rules and doors it is about, the configuration, and the steps. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SceneStep {
  readonly line: number
  readonly text: string
}

export interface Scene {
  /** For instance `channels/join.scene`. */
  readonly file: string
  /** The first comment. */
  readonly title: string
  readonly rules: readonly string[]
  /** `null`: every door. */
  readonly doors: readonly string[] | null
  /** As `--set` takes them: `users.guests=true`. */
  readonly configuration: readonly string[]
  readonly steps: readonly SceneStep[]
}

const folder = join(import.meta.dirname, '..')

export function readScenes(): readonly Scene[] {
  return globSync('**/*.scene', { cwd: folder })
    .sort()
    .map((file) => parseScene(file, readFileSync(join(folder, file), 'utf8')))
}

export function parseScene(file: string, source: string): Scene {
  const lines = source.split('\n').map((text, index) => ({ line: index + 1, text: text.trim() }))
  const comments = lines.filter(({ text }) => text.startsWith('# '))
  const said = lines.filter(({ text }) => text !== '' && !text.startsWith('# '))
  const header = (word: string): readonly string[] =>
    said.flatMap(({ text }) => (text.startsWith(`${word} `) ? [text.slice(word.length + 1).trim()] : []))
  const doors = header('door').flatMap((names) => names.split(/\s+/))
  return {
    file,
    title: comments[0]?.text.slice(2) ?? file,
    rules: header('rule').flatMap((names) => names.split(/[\s,]+/)),
    doors: doors.length === 0 ? null : doors,
    configuration: header('configure').map((setting) => setting.replace(/\s+/, '=')),
    steps: said.filter(({ text }) => !/^(?:rule|door|configure) /.test(text)),
  }
}
