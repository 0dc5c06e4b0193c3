/** What other servers are started with, and what is said where one is not there. */
import { expect, test } from 'vitest'
import { inspircd } from '../../bench/peers/inspircd.ts'
import { ngircd } from '../../bench/peers/ngircd.ts'
import { missing } from '../../bench/peers/peer.ts'

test.each([ngircd, inspircd])('$name listens on loopback, on the port that was found', (peer) => {
  const configuration = peer.configuration({ port: 4711, folder: '/somewhere' })
  expect(configuration).toContain('127.0.0.1')
  expect(configuration).toContain('4711')
  expect(peer.flags('/somewhere/file')).toContain('/somewhere/file')
})

test('a server that is not installed is told of by the name of its package', () => {
  expect(missing({ ...ngircd, program: '/nowhere/ngircd' })).toBe(
    "ngircd is left out: there is no /nowhere/ngircd (Debian's package ngircd)",
  )
})
