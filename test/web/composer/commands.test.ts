/** Commands, run against a server that only writes down what it is asked. */
import { signal } from '@preact/signals'
import { describe, expect, test } from 'vitest'
import type { CommandContext } from '../../../web/src/composer/command.ts'
import { commands, findCommand } from '../../../web/src/composer/commands.ts'
import { readChange } from '../../../web/src/composer/commands/settings.ts'
import { CallFault } from '../../../web/src/connection/calls.ts'
import { englishWords } from '../../../web/src/words/words.ts'

type Asked = [name: string, input: unknown]

function setUp(answers: Record<string, unknown> = {}) {
  const asked: Asked[] = []
  const gone: string[] = []
  const said: unknown[] = []
  const call = (name: string, input: unknown): Promise<unknown> => {
    asked.push([name, input])
    const answer = answers[name]
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const context = {
    view: {
      ref: { id: 'c1', kind: 'public', name: 'dev', between: null },
      send: (...words: unknown[]) => said.push(words),
    },
    app: {
      call,
      go: (path: string) => gone.push(path),
      openDirect: (name: string) => void gone.push(`direct ${name}`),
      showPerson: (name: string) => gone.push(`person ${name}`),
      search: (text: string) => gone.push(`search ${text}`),
      words: signal(englishWords),
    },
    replyTo: null,
    newTag: () => 'tag-1',
  } as unknown as CommandContext
  const run = async (verb: string, rest: string) => findCommand(verb)?.run(rest, context)
  return { run, asked, gone, said }
}

describe('commands', () => {
  test('each has a name of its own and a use that begins with it', () => {
    expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length)
    for (const { name, usage } of commands) expect(usage).toMatch(new RegExp(`^/${name}( |$)`))
  })

  test.each<[string, string, Asked]>([
    ['leave', '', ['channel.leave', { channel: 'c1', reason: '' }]],
    ['leave', '#other', ['channel.leave', { channel: '#other', reason: '' }]],
    ['topic', 'all about it', ['channel.set-topic', { channel: 'c1', topic: 'all about it' }]],
    ['topic', '-', ['channel.set-topic', { channel: 'c1', topic: '' }]],
    ['archive', 'dev', ['channel.archive', { channel: 'c1' }]],
    [
      'set',
      'moderated on',
      ['channel.change-setting', { channel: 'c1', change: { setting: 'moderated', value: true } }],
    ],
    ['set', 'ban bob*', ['channel.add-mask', { channel: 'c1', list: 'ban', mask: 'bob*' }]],
    ['set', 'disallow bob', ['channel.remove-mask', { channel: 'c1', list: 'invitation', mask: 'bob' }]],
    ['name', 'Ann the First', ['user.set-display-name', { displayName: 'Ann the First' }]],
    ['announce', 'soon\nover', ['node.announce', { text: 'soon over' }]],
  ])('/%s %s', async (verb, rest, expected) => {
    const { run, asked } = setUp()
    await run(verb, rest)
    expect(asked).toEqual([expected])
  })

  test('those about people tell what was done', async () => {
    const { run, asked } = setUp({
      'user.kick': { name: 'bob', seconds: 60, until: 0 },
      'channel.set-member-role': { user: { id: 'b', name: 'bob' }, role: 'voice' },
    })
    expect(await run('kick', '@bob 60 too loud')).toEqual({
      kind: 'said',
      lines: ['bob is kept out for 60 seconds.'],
    })
    expect(await run('role', 'bob VOICE')).toEqual({ kind: 'said', lines: ['bob is now voice.'] })
    expect(asked).toEqual([
      ['user.kick', { name: 'bob', seconds: 60, reason: 'too loud' }],
      ['channel.set-member-role', { channel: 'c1', user: 'bob', role: 'voice' }],
    ])
  })

  test('/pm opens the conversation and says it there, once', async () => {
    const { run, asked, gone } = setUp({ 'channel.open-direct': { channel: { id: 'd1' } } })
    expect(await run('pm', '"bob" hello  there')).toEqual({ kind: 'done' })
    expect(asked).toEqual([
      ['channel.open-direct', { user: 'bob' }],
      ['message.send', { channel: 'd1', text: 'hello  there', clientTag: 'tag-1' }],
    ])
    expect(gone).toEqual(['direct bob'])
  })

  test('/join goes to the channel, also where one is in it already', async () => {
    const already = new CallFault({ code: 'already-a-member', message: 'x', details: {} })
    const { run, gone } = setUp({ 'channel.join': already })
    expect(await run('join', 'dev')).toEqual({ kind: 'done' })
    expect(gone).toEqual(['/c/dev'])
  })

  test('a refusal is handed on', async () => {
    const refused = new CallFault({ code: 'no-such-channel', message: 'there is none', details: {} })
    await expect(setUp({ 'channel.join': refused }).run('join', 'dev')).rejects.toBe(refused)
  })

  test('/search looks for what was written', async () => {
    const { run, gone } = setUp()
    await run('search', 'in:dev nightly build')
    expect(gone).toEqual(['search in:dev nightly build'])
  })

  test('/me sends an action', async () => {
    const { run, said } = setUp()
    await run('me', 'waves')
    expect(said).toEqual([['waves', { kind: 'action' }]])
  })

  test.each([
    'me',
    'pm',
    'join',
    'create',
    'invite',
    'remove',
    'role',
    'set',
    'search',
    'kick',
    'ban',
    'unban',
    'mute',
    'unmute',
    'announce',
    'whois',
    'nick',
  ])('/%s alone asks nothing of the server and tells how it is used', async (verb) => {
    const { run, asked, said } = setUp()
    expect(await run(verb, '')).toEqual({ kind: 'usage' })
    expect([...asked, ...said]).toEqual([])
  })

  test('/archive without the name of the channel only asks for it', async () => {
    const { run, asked } = setUp()
    expect(await run('archive', '')).toMatchObject({ kind: 'said' })
    expect(await run('archive', 'other')).toMatchObject({ kind: 'said' })
    expect(asked).toEqual([])
  })

  test('/help lists every command', async () => {
    const answer = await setUp().run('help', '')
    expect(answer?.kind === 'said' ? answer.lines.length : 0).toBe(commands.length)
  })

  test('/set takes what a setting takes', () => {
    expect(readChange('key', 'off')).toEqual({ setting: 'key', value: null })
    expect(readChange('limit', '12')).toEqual({ setting: 'userLimit', value: 12 })
    expect(readChange('limit', 'many')).toBeNull()
    expect(readChange('moderated', 'maybe')).toBeNull()
    expect(readChange('constructor', 'on')).toBeNull()
  })
})
