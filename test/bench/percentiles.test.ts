/** The histogram behind every percentile. */
import { expect, test } from 'vitest'
import { Histogram } from '../../bench/percentiles.ts'
import { percentileOf } from '../../bench/told.ts'

test('small numbers are exact', () => {
  const histogram = new Histogram()
  for (let number = 1; number <= 100; number += 1) histogram.add(number)
  expect([50, 90, 99, 100].map((percent) => histogram.percentile(percent))).toEqual([50, 90, 99, 100])
})

test('large numbers are at most 1.6 % too high, and never above the largest', () => {
  const histogram = new Histogram()
  for (let number = 1; number <= 100_000; number += 1) histogram.add(number * 7)
  for (const percent of [1, 50, 90, 99, 99.9]) {
    const exact = percent * 1000 * 7
    expect(histogram.percentile(percent)).toBeGreaterThanOrEqual(exact)
    expect(histogram.percentile(percent)).toBeLessThanOrEqual(exact * 1.016)
  }
  expect(histogram.percentile(100)).toBe(700_000)
  expect(histogram.largest).toBe(700_000)
})

test('an empty histogram answers 0, and so does a time that seems to be negative', () => {
  const histogram = new Histogram()
  expect(histogram.percentile(99)).toBe(0)
  histogram.add(-3)
  expect(histogram.percentile(99)).toBe(0)
})

test('two histograms add up', () => {
  const [one, other] = [new Histogram(), new Histogram()]
  for (let number = 0; number < 90; number += 1) one.add(10)
  for (let number = 0; number < 10; number += 1) other.add(5_000_000)
  one.merge(other.record())
  expect(one.percentile(90)).toBe(10)
  expect(one.percentile(91)).toBe(5_000_000)
})

test('the largest number it can hold has its place', () => {
  const histogram = new Histogram()
  histogram.add(1e12)
  expect(histogram.percentile(50)).toBe(2 ** 31 - 1)
})

test('a percentile of counted spans lies within its span, and nothing has none', () => {
  const spans = [
    { seconds: 1, count: 50 },
    { seconds: 2, count: 90 },
    { seconds: Infinity, count: 100 },
  ]
  expect([25, 50, 70, 99].map((percent) => percentileOf(spans, percent))).toEqual([0.5, 1, 1.5, 2])
  expect(percentileOf([{ seconds: 1, count: 0 }], 50)).toBeNaN()
})
