/** Members of an outbox that keep what is written to them, and time that passes as it is told. */
import { vi } from 'vitest'
import type { Batch } from '../../src/net/batch.ts'
import type { OutboxMember } from '../../src/net/flush.ts'

export class FakeMember implements OutboxMember {
  batch: Batch | null = null
  isBehind = false
  backlog = 0
  overflows = 0
  /** Whether its socket takes what it is given at once. */
  takes = true
  readonly written: Buffer[] = []

  get text(): string {
    return Buffer.concat(this.written).toString()
  }

  write(bytes: Buffer): void {
    this.written.push(bytes)
    if (!this.takes) this.backlog += bytes.length
  }

  overflow(): void {
    this.overflows += 1
  }
}

export function members(count: number): FakeMember[] {
  return Array.from({ length: count }, () => new FakeMember())
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve))
  })
}

export interface SlowTime {
  readonly pass: (ms: number) => void
  readonly slow: (member: FakeMember) => FakeMember
}

/** Time that passes only as it is told to, and when a member is written to. */
export function slowTime(eachWrite: number): SlowTime {
  let now = 1000
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const pass = (ms: number): void => void (now += ms)
  const slow = (member: FakeMember): FakeMember => {
    member.write = (bytes) => {
      member.written.push(bytes)
      pass(eachWrite)
    }
    return member
  }
  return { pass, slow }
}
