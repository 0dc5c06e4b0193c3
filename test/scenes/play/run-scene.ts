/** Plays a scene with one cast; a failure tells the step, its line, and what everybody last received. */
import type { Cast } from '../doors/person.ts'
import { steps } from '../steps/index.ts'
import type { Scene, SceneStep } from './scene-file.ts'
import { sentencesOf, type Given, type Sentence } from './sentence.ts'
import { embedded, type SceneDatabases } from './databases.ts'
import { Stage } from './stage.ts'

const sentences = sentencesOf(steps)
const shownLines = 12

/** Answers how many steps were played. Rejects when a step fails, when something was refused that the scene does not mention, or when the server met an error. */
export async function playScene(
  scene: Scene,
  cast: Cast,
  databases: SceneDatabases = embedded,
): Promise<number> {
  const play = scene.steps.map((step) => ({ step, ...understood(scene, step) }))
  const stage = new Stage(beginning(cast, scene), scene, databases)
  try {
    await stage.begin()
    for (const { step, sentence, given } of play) {
      await sentence.play(stage, given).catch((error: unknown) => {
        throw failure({ scene, step, stage }, error)
      })
    }
    await demandNothingUnexpected(stage).catch((error: unknown) => {
      throw failure({ scene, step: null, stage }, error)
    })
    return play.length
  } finally {
    await stage.end()
  }
}

/** Who comes first comes by another door in every scene, unless the scene is about who comes by which. */
function beginning(cast: Cast, { file, doors }: Scene): Cast {
  const { drivers } = cast
  const letters = doors === null ? [...file] : []
  const first = letters.reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % drivers.length
  return { ...cast, drivers: [...drivers.slice(first), ...drivers.slice(0, first)] }
}

function understood(scene: Scene, step: SceneStep): { sentence: Sentence; given: Given } {
  const found = sentences.flatMap((sentence) => {
    const given = sentence.read(step.text)
    return given === null ? [] : [{ sentence, given }]
  })
  const [first, second] = found
  if (first === undefined) throw plainError(`${where(scene, step)}: not understood: ${step.text}`)
  if (second === undefined) return first
  const both = `{${first.sentence.template}} and {${second.sentence.template}}`
  throw plainError(`${where(scene, step)}: understood in two ways, ${both}: ${step.text}`)
}

async function demandNothingUnexpected(stage: Stage): Promise<void> {
  for (const [who, person] of stage.people) {
    if (person.connected) await person.fence()
    const refusal = person.unexpectedRefusal()
    if (refusal !== null) throw new Error(`${who} was refused, which the scene does not mention: ${refusal}`)
  }
  const [error] = stage.log.errors
  if (error !== undefined) throw new Error(`the server met an error: ${error}`)
}

function failure(met: { scene: Scene; step: SceneStep | null; stage: Stage }, error: unknown): Error {
  const { scene, step, stage } = met
  const problem = error instanceof Error ? error.message : String(error)
  const received = [...stage.people].map(([who, person]) => {
    const lines = person.lastLines().slice(-shownLines)
    return [
      `  ${who}${person.connected ? '' : ' (disconnected)'} last received:`,
      ...lines.map((line) => `    ${line}`),
    ]
  })
  const errors = stage.log.errors.map((line) => `  logged: ${line}`)
  const at = step === null ? `${scene.file}, at its end` : `${where(scene, step)}: ${step.text}`
  return plainError([at, `  ${problem}`, ...received.flat(), ...errors].join('\n'))
}

/** The stack would only show the machinery of scenes. */
function plainError(message: string): Error {
  const error = new Error(message)
  error.stack = message
  return error
}

function where(scene: Scene, step: SceneStep): string {
  return `test/scenes/${scene.file}:${step.line}`
}
