/** A typed client for a Parlance server, for Node.js and browsers, without dependencies (docs/client.md). */
export { Parlance, type ParlanceOptions } from './parlance.ts'
export { CallRefused } from './call.ts'
export { messageSaid, type Heard, type MessageSent } from './said.ts'
export type * from './wire.ts'
