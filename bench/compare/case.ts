/** What a case of the comparison is: a yardstick, who is measured with it, and which of its figures count. */
import type { PeerName } from '../contestants.ts'
import type { DoorName } from '../generator/doors/doors.ts'
import type { Report, Running } from '../report.ts'

/** What one may shorten, for all cases. */
export interface CaseOptions {
  readonly seconds: number
  readonly warmup: number
  /** Of idle, storm and restart. */
  readonly connections: number
  /** Of the history. */
  readonly messages: number
  readonly generators: number
}

export interface Column {
  /** As the yardstick's report names it. */
  readonly figure: string
  readonly heading: string
}

export interface Comparing extends Running {
  /** Kept until the last round: what takes minutes to make is made once. */
  readonly folder: string
}

export interface Case {
  readonly about: string
  /** The figure that counts comes first. */
  readonly columns: readonly [Column, ...Column[]]
  /** By which Parlance is measured; `null`: by requests of the API, which is no door of the generator. */
  readonly doors: readonly (DoorName | null)[]
  /** The other servers that are measured so too, by IRC. */
  readonly peers: readonly PeerName[]
  /** In the first round alone: bringing everybody there takes minutes, and what is compared lies within one run. */
  readonly isOnce?: true
  /** `door` is IRC where the case has none. */
  run(door: DoorName, options: CaseOptions, running: Comparing): Promise<Report>
}
