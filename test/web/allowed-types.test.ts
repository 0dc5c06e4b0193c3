/** A file is refused before it is sent only where the server would refuse it for sure. */
import { expect, test } from 'vitest'
import { allowedText, isSurelyRefused } from '../../web/src/bringing/allowed-types.ts'

test.each<readonly [type: string, allowed: readonly string[], isRefused: boolean]>([
  ['image/png', [], false],
  ['image/png', ['image/*'], false],
  ['image/png', ['image/png'], false],
  ['image/png', ['image/jpeg'], true],
  ['image/png', ['application/pdf', 'text/*'], true],
  ['application/pdf', ['image/*'], true],
  ['application/pdf', ['application/*'], false],
  ['video/mp4', ['image/*'], true],
  ['video/mp4', ['audio/*'], false],
  ['audio/x-m4a', ['video/mp4'], false],
  ['audio/ogg', ['application/octet-stream'], false],
  // The server calls these otherwise than a browser, or may.
  ['image/svg+xml', ['text/*'], false],
  ['text/html', ['image/*'], false],
  ['application/x-zip-compressed', ['application/zip'], false],
  ['', ['image/*'], false],
])('%j where %j are taken: %s', (type, allowed, isRefused) => {
  expect(isSurelyRefused(type, allowed)).toBe(isRefused)
})

const words = (key: string): string => `<${key}>`

test('what is taken is told in words where there are some', () => {
  expect(allowedText(['image/*', 'application/zip', 'application/pdf'], words)).toBe(
    '<file.kind-image>, application/zip, <file.kind-pdf>',
  )
})
