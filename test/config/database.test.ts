/** Where the database is: in one line or option by option, both lead to the same. */
import { expect, test } from 'vitest'
import { databaseServerOf, isDatabaseUrl } from '../../src/config/database.ts'
import { useWrittenConfig } from './written.ts'

const written = useWrittenConfig()

function serverOf(set: readonly string[]) {
  return databaseServerOf(written.load({ set }).config)
}

const usual = {
  kind: 'postgres',
  host: 'db.example.org',
  port: 5432,
  user: 'parlance',
  password: null,
  passwordFile: null,
  database: 'chat',
  tls: { ca: null, verify: true },
  connections: 10,
}

test('without a word about it the database is embedded', () => {
  expect(serverOf([])).toBeNull()
})

test('a URL and the separate options say the same', () => {
  expect(serverOf(['database.url=postgres://parlance@db.example.org/chat'])).toEqual(usual)
  const apart = ['kind=postgres', 'host=db.example.org', 'user=parlance', 'database=chat']
  expect(serverOf(apart.map((one) => `database.${one}`))).toEqual(usual)
})

test('a URL may hold a port, a password with any characters, and an IPv6 address', () => {
  const url = 'postgresql://parlance:p%40ss%2Fw%C3%B6rd@[2001:db8::1]:6432/chat'
  expect(serverOf([`database.url=${url}`])).toMatchObject({
    host: '2001:db8::1',
    port: 6432,
    password: 'p@ss/wörd',
  })
})

test('TLS is spoken and looked at, except with a server on this machine, unless it is said otherwise', () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]'])
    expect(serverOf([`database.url=postgres://parlance@${host}/chat`])?.tls).toBeNull()
  const away = 'database.url=postgres://parlance@db.example.org/chat'
  expect(serverOf([away, 'database.tls.mode=off'])?.tls).toBeNull()
  expect(serverOf([away, 'database.tls.mode=require'])?.tls).toEqual({ ca: null, verify: false })
  expect(serverOf([away, 'database.tls.ca=ca.pem'])?.tls).toEqual({ ca: 'ca.pem', verify: true })
})

test.each([
  'db.example.org',
  'http://db.example.org/chat',
  'postgres://db.example.org/chat',
  'postgres://parlance@/chat',
  'postgres://parlance@db.example.org',
  'postgres://parlance@db.example.org/chat/more',
  'postgres://parlance@db.example.org/chat?sslmode=disable',
  'postgres://parl%ance@db.example.org/chat',
])('%s is no database', (url) => {
  expect(isDatabaseUrl(url)).toBe(false)
})
