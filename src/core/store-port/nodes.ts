/** What the core asks of a database about the nodes that share it, and who is on which. */
import type { NodeId, UserId } from '../types.ts'

export interface NewNode {
  readonly id: NodeId
  readonly name: string
  readonly startedAt: number
}

/** What a node says of itself with every beat. */
export interface NodeBeat {
  /** The number of its last batch for the others. */
  readonly published: number
  /** Of its changes of who is there, how many are written down. */
  readonly rosterVersion: number
}

export interface NodeRecord extends NewNode, NodeBeat {
  /** Goes up by one with every beat. Nobody compares clocks: a node whose beats stand still is dead. */
  readonly beats: number
  readonly users: number
}

export interface NodeStore {
  add(node: NewNode): Promise<void>
  /** `false`: others have taken the node for dead, and what was known of it is gone. */
  beat(id: NodeId, beat: NodeBeat): Promise<boolean>
  /** The oldest first. */
  list(): Promise<readonly NodeRecord[]>
  /** With `beats` only while it stands there. Whether it was this call that removed it. */
  remove(id: NodeId, beats: number | null): Promise<boolean>
  /** The user is on the node. `first`: and was on none; `gone`: there is no such user any more. */
  arrive(node: NodeId, user: UserId): Promise<'first' | 'another' | 'gone'>
  /** The user is on the node no more. `last`: they were, and are on none now. */
  depart(node: NodeId, user: UserId): Promise<'last' | 'another' | 'was-not-there'>
  presences(node: NodeId): Promise<readonly UserId[]>
  /** Nodes that are gone, and whose users have not been seen to. */
  abandoned(): Promise<readonly NodeId[]>
  /**
   * Guests who are on no node go, and names beside accounts. `before`: only of those who have not come or gone since: who is just
   * coming in is on no node yet.
   */
  forgetAbsent(before: number): Promise<{ readonly guests: number; readonly names: number }>
  /** There are no nodes but one that needs none of this. */
  clear(): Promise<void>
}
