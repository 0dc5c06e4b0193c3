/** A budget that refills steadily: `burst` at most, `perSecond` regained. State is one flat record per owner. */

export interface Bucket {
  tokens: number
  at: number
}

export interface BucketRate {
  readonly burst: number
  readonly perSecond: number
}

export function fullBucket(rate: BucketRate, now: number): Bucket {
  return { tokens: rate.burst, at: now }
}

/** Takes `cost` and answers 0, or takes nothing and answers the milliseconds until there is enough. A cost above the burst is met by a full bucket. */
export function takeTokens(
  bucket: Bucket,
  cost: number,
  when: BucketRate & { readonly now: number },
): number {
  const elapsed = Math.max(0, when.now - bucket.at) / 1000
  bucket.tokens = Math.min(when.burst, bucket.tokens + elapsed * when.perSecond)
  bucket.at = when.now
  const needed = Math.min(cost, when.burst)
  if (bucket.tokens >= needed) {
    bucket.tokens -= needed
    return 0
  }
  return Math.ceil(((needed - bucket.tokens) / when.perSecond) * 1000)
}

/** Whether a bucket is as good as new, so that its owner's record can be dropped. */
export function isFull(bucket: Bucket, when: BucketRate & { readonly now: number }): boolean {
  return bucket.tokens + (Math.max(0, when.now - bucket.at) / 1000) * when.perSecond >= when.burst
}
