/** The step table: every sentence that scenes may say. */
import type { StepTable } from '../play/sentence.ts'
import { answeringSteps } from './answering.ts'
import { channelSteps } from './channels.ts'
import { clientSteps } from './clients.ts'
import { comingSteps } from './coming.ts'
import { peopleSteps } from './people.ts'
import { serverSteps } from './server.ts'
import { talkingSteps } from './talking.ts'
import { wireSteps } from './wire.ts'

export const steps: StepTable = {
  ...comingSteps,
  ...clientSteps,
  ...talkingSteps,
  ...answeringSteps,
  ...channelSteps,
  ...peopleSteps,
  ...serverSteps,
  ...wireSteps,
}
