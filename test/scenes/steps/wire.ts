/** Steps about the wire of a text door itself: lines and bytes as they are. For scenes marked with `door`. */
import type { Wire } from '../doors/person.ts'
import type { StepTable } from '../play/sentence.ts'
import type { Stage } from '../play/stage.ts'
import { seeNot } from './saying.ts'

export const wireSteps: StepTable = {
  '{who} types {text}': async (stage, { who, text }) => wireOf(stage, who).type(text),
  '{who} reads {text}': async (stage, { who, text }) => wireOf(stage, who).reads(text),
  '{who} does not read {text}': seeNot(({ text }) => ({ see: 'text', text })),
  '{who} is asked {text}': async (stage, { who, text }) => wireOf(stage, who).isAsked(text),
  '{who} sends the bytes {bytes}': async (stage, { who, bytes }) =>
    wireOf(stage, who).sendBytes(bytesOf(bytes)),
  '{who} sends {text}': async (stage, { who, text }) => wireOf(stage, who).sendBytes(Buffer.from(text)),
  '{who} sends {text} byte by byte': async (stage, { who, text }) => {
    for (const byte of Buffer.from(text)) wireOf(stage, who).sendBytes(Buffer.from([byte]))
  },
  '{who} receives the bytes {bytes}': async (stage, { who, bytes }) =>
    wireOf(stage, who).receives(bytesOf(bytes)),
  '{who} never receives the bytes {bytes}': async (stage, { who, bytes }) => {
    await stage.person(who).fence()
    if (wireOf(stage, who).hasReceived(bytesOf(bytes))) throw new Error(`${who} received them`)
  },
}

function wireOf(stage: Stage, who: string): Wire {
  const { wire } = stage.person(who)
  if (wire === null) throw new Error('this door has no lines: mark the scene with the door it is for')
  return wire
}

function bytesOf(written: string): Buffer {
  return Buffer.from(written.replaceAll(' ', ''), 'hex')
}
