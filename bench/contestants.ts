/** The servers that can be measured, by name. */
import type { Contestant } from './contestant.ts'
import { bare } from './peers/bare.ts'
import { inspircd } from './peers/inspircd.ts'
import { ngircd } from './peers/ngircd.ts'
import { missing, peerContestant } from './peers/peer.ts'
import { parlance, type ParlanceOptions } from './server-process.ts'

const peers = { ngircd, inspircd, bare } as const
export const peerNames = ['ngircd', 'inspircd', 'bare'] as const
export type PeerName = (typeof peerNames)[number]
export const contestantNames = ['parlance', ...peerNames] as const
export type ContestantName = (typeof contestantNames)[number]

/** Throws where a server is not on this machine, with what to install. */
export function contestant(name: ContestantName, options: ParlanceOptions): Contestant {
  if (name === 'parlance') return parlance(options)
  const problem = missing(peers[name])
  if (problem !== null) throw new Error(problem)
  return peerContestant(peers[name])
}

/** Why a server cannot take part, in one line; `null`: it can. */
export function missingOf(name: ContestantName): string | null {
  return name === 'parlance' ? null : missing(peers[name])
}
