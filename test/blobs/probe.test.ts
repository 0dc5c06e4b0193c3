/** What ffprobe says, read as text: whatever else it says is left out. */
import { expect, test } from 'vitest'
import { probedFrom } from '../../src/blobs/look/probe.ts'

const video = (more = '') =>
  `streams.stream.0.codec_type="video"\nstreams.stream.0.width=320\nstreams.stream.0.height=240\n${more}`

test.each([
  ['', { duration: null, video: null, hasSound: false }],
  ['\u0000 nothing\n=\n"', { duration: null, video: null, hasSound: false }],
  ['format.duration="2.5004"', { duration: 2500, video: null, hasSound: false }],
  ['format.duration="N/A"', { duration: null, video: null, hasSound: false }],
  ['format.duration="-3"', { duration: null, video: null, hasSound: false }],
  ['format.duration="9e15"', { duration: null, video: null, hasSound: false }],
  [video(), { duration: null, video: { width: 320, height: 240 }, hasSound: false }],
  [
    video('streams.stream.0.sample_aspect_ratio="3:2"'),
    { duration: null, video: { width: 480, height: 240 }, hasSound: false },
  ],
  [
    video('streams.stream.0.sample_aspect_ratio="0:1"'),
    { duration: null, video: { width: 320, height: 240 }, hasSound: false },
  ],
  [
    video('streams.stream.0.side_data_list.side_data.0.rotation=-90'),
    { duration: null, video: { width: 240, height: 320 }, hasSound: false },
  ],
  [
    video('streams.stream.0.side_data_list.side_data.0.rotation=180'),
    { duration: null, video: { width: 320, height: 240 }, hasSound: false },
  ],
  [
    video('streams.stream.0.disposition.attached_pic=1\nstreams.stream.1.codec_type="audio"'),
    { duration: null, video: null, hasSound: true },
  ],
  ['streams.stream.0.codec_type="video"', { duration: null, video: null, hasSound: false }],
])('%j', (text, expected) => {
  expect(probedFrom(text)).toEqual(expected)
})
