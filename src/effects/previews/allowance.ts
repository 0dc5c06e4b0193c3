/** How many links of one person, and to one host, are looked at: whoever has used up theirs gets no preview. */
import { fullBucket, isFull, takeTokens, type Bucket, type BucketRate } from '../../lib/token-bucket.ts'

const tidyFrom = 1000

export class Allowance {
  readonly #rate: () => BucketRate
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: () => BucketRate) {
    this.#rate = rate
  }

  take(owner: string, now: number): boolean {
    const rate = this.#rate()
    const bucket = this.#buckets.get(owner) ?? fullBucket(rate, now)
    if (!this.#buckets.has(owner)) this.#add(owner, bucket, now)
    return takeTokens(bucket, 1, { ...rate, now }) === 0
  }

  #add(owner: string, bucket: Bucket, now: number): void {
    const rate = this.#rate()
    if (this.#buckets.size >= tidyFrom)
      for (const [known, one] of this.#buckets) if (isFull(one, { ...rate, now })) this.#buckets.delete(known)
    this.#buckets.set(owner, bucket)
  }
}
