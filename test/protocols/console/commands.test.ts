import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ClientId } from '../../../src/core/types.ts'
import { Desk, type Reply } from '../../../src/protocols/console/answer-line.ts'
import { likeVerb, verbs } from '../../../src/protocols/console/verbs.ts'
import { openScene, type Scene } from './console-scene.ts'

describe('the commands of the console', () => {
  let scene: Scene
  let desk: Desk
  let secret: string | null = null
  const asked: string[] = []

  beforeEach(async () => {
    scene = await openScene()
    desk = new Desk(scene.ports)
    asked.length = 0
  })
  afterEach(() => scene.close())

  const askSecret = (question: string) => {
    asked.push(question)
    return Promise.resolve(secret)
  }

  function run(line: string): Promise<Reply> {
    return desk.answer(line, { systemUser: 'ann', askSecret })
  }
  const said = async (line: string): Promise<string> => (await run(line)).text
  const value = async (line: string): Promise<unknown> => {
    const reply = await run(line)
    return reply.ok ? reply.value : reply
  }

  it('/kick says for how long, names matched without case, and a word that is no number begins the reason', async () => {
    await scene.register('john')
    expect(await said('/kick JOHN 60')).toBe('kicked john for 60 s')
    expect(await said('kick john 60 too loud')).toBe('kicked john for 60 s: too loud')
    expect(await said('/kick john')).toBe('kicked john for 600 s (10 min), the default time')
    expect(await said('/kick john sixty')).toBe('kicked john for 600 s (10 min), the default time: sixty')
    const until = new Date(scene.clock.now() + 5000).toISOString()
    expect(await value('/kick john 5')).toEqual({ name: 'john', seconds: 5, until })
  })

  it('/kick refuses what cannot be meant, and says how it is used', async () => {
    await scene.register('john')
    expect(await said('/kick')).toBe('a name is missing\nusage: /kick NAME [SECONDS] [REASON]')
    expect(await said('/kick john 0')).toBe('seconds: must be at least 1 second')
    expect(await said('/kick john -1')).toBe('seconds: must be at least 1 second')
    expect(await said('/kick john 1.5')).toBe('seconds: must be a whole number of seconds')
    expect(await said('/kick jhon 60')).toBe('no such user: jhon (/users lists them)')
  })

  it('/ban, /bans and /unban work for users, addresses and networks', async () => {
    await scene.register('john')
    expect(await said('/bans')).toBe('nobody is banned, kicked or muted')
    expect(await said('/ban john spam')).toBe('banned john until "/unban john": spam')
    expect(await said('/ban 203.0.113.77/24')).toBe('banned 203.0.113.0/24 until "/unban 203.0.113.0/24"')
    expect(await said('/ban 2001:db8::1')).toBe('banned 2001:db8::1/128 until "/unban 2001:db8::1/128"')
    const listed = (await said('/bans')).split('\n')
    expect(listed[0]).toMatch(/^KIND +SUBJECT +BY +SINCE \(UTC\) +UNTIL \(UTC\) +REASON$/)
    expect(listed).toHaveLength(4)
    expect(await value('/bans')).toContainEqual({
      kind: 'ban',
      subject: 'john',
      by: 'console:ann',
      reason: 'spam',
      until: null,
      since: new Date(scene.clock.now()).toISOString(),
    })
    expect(await said('/unban John')).toBe('unbanned john')
    expect(await said('/unban 203.0.113.0/24')).toBe('unbanned 203.0.113.0/24')
    expect(await said('/unban john')).toBe('there is nothing to lift for john (/bans lists what is in force)')
  })

  it('/mute and /unmute', async () => {
    await scene.register('john')
    expect(await said('/mute john 300 spam')).toBe('muted john for 300 s (5 min): spam')
    expect(await said('/mute john')).toBe('muted john until "/unmute john"')
    expect(await said('/unmute john')).toBe('unmuted john')
  })

  it('/kill warns, is called off, and ends', async () => {
    expect(await said('/kill cancel')).toBe('no shutdown is under way (/kill begins one)')
    expect(await said('/kill')).toBe('the server shuts down in 30 s ("/kill cancel" calls it off)')
    expect(await said('/status')).toMatch(/^shutdown +2023-11-14 22:13:50 UTC$/m)
    expect(await said('/kill 90 new disk')).toBe(
      'the server shuts down in 90 s: new disk ("/kill cancel" calls it off)',
    )
    expect(await said('/kill CANCEL')).toBe('the shutdown is called off')
    expect(await said('/kill cancel john')).toBe('"cancel" stands alone')
    expect(await said('/kill 999999')).toBe('seconds: must be at most 86400 seconds (a day)')
    expect(scene.node.stopped).toBe(false)
    expect(await said('/kill now fire')).toBe('the server shuts down now: fire')
    expect(scene.node.stopped).toBe(true)
    expect(await said('/kill')).toBe('the server is ending already: that cannot be called off any more')
  })

  it('/announce', async () => {
    expect(await said('/announce "dinner at eight"')).toBe(
      'announced to everybody connected: dinner at eight',
    )
    expect(await said('/announce')).toBe('the text is missing\nusage: /announce TEXT')
  })

  it('/users lists pages', async () => {
    await scene.register('john')
    await scene.register('Ann')
    expect((await said('/users')).split('\n').map((line) => line.split(/ +/)[0])).toEqual([
      'NAME',
      'Ann',
      'john',
    ])
    expect((await said('/users ann')).split('\n').slice(1)).toEqual([
      expect.stringMatching(/^john +- +- +no +2023-11-14 22:13 +203\.0\.113\.7$/),
      '1 of 2 users; those after: /users john',
    ])
    expect(await said('/users john')).toBe('no users after john')
    expect(await value('/users ann')).toEqual([
      expect.objectContaining({ name: 'john', role: 'none', online: false, lastAddress: '203.0.113.7' }),
    ])
    expect(await said('/users a b')).toBe('"b" is more than this command takes\nusage: /users [AFTER]')
  })

  it('/who lists connections', async () => {
    expect(await said('/who')).toBe('nobody is connected')
    const connectedAt = scene.clock.now()
    const at = { door: 'plain', address: '203.0.113.7', connectedAt }
    scene.node.connected = [
      { ...at, client: 'A' as ClientId, user: 'john' },
      { ...at, client: 'B' as ClientId, user: null },
    ]
    expect(await said('/who')).toBe(
      [
        'NAME  DOOR   ADDRESS      SINCE (UTC)',
        'john  plain  203.0.113.7  2023-11-14 22:13',
        '-     plain  203.0.113.7  2023-11-14 22:13',
      ].join('\n'),
    )
    const since = new Date(connectedAt).toISOString()
    expect(await value('/who')).toContainEqual({
      name: 'john',
      door: 'plain',
      address: '203.0.113.7',
      since,
      client: 'A',
    })
  })

  it('/channels and /status', async () => {
    await scene.register('john')
    expect(await said('/channels')).toBe(
      'NAME      KIND    MEMBERS  ARCHIVED  TOPIC\n#general  public        1  no',
    )
    expect(await value('/channels')).toEqual([
      expect.objectContaining({ name: 'general', kind: 'public', members: 1, archived: null }),
    ])
    scene.clock.advance(65_000)
    const status = await said('/status')
    expect(status).toMatch(/^running for +1 min 5 s, since 2023-11-14 22:13:20 UTC$/m)
    expect(status).toMatch(/^door plain +127\.0\.0\.1:12345$/m)
    expect(await value('/status')).toMatchObject({
      name: 'Parlance',
      version: '1.2.3',
      users: 1,
      doors: { plain: '127.0.0.1:12345' },
      startedAt: '2023-11-14T22:13:20.000Z',
      uptimeSeconds: 65,
      shutdown: null,
    })
  })

  it('/audit has every action with its author, the newest last', async () => {
    await scene.register('john')
    expect(await said('/audit')).toBe('no operator has done anything yet')
    await run('/kick john 60 spam')
    scene.clock.advance(1000)
    await run('/ban john')
    expect(await value('/audit')).toEqual([
      expect.objectContaining({ by: 'console:ann', action: 'user.kick', subject: 'john', reason: 'spam' }),
      expect.objectContaining({ by: 'console:ann', action: 'user.ban', at: '2023-11-14T22:13:21.000Z' }),
    ])
    expect((await said('/audit 1')).split('\n')[1]).toMatch(
      /^2023-11-14 22:13:21 +console:ann +user\.ban +john/,
    )
    expect(await said('/audit 0')).toBe('the count must be a whole number from 1 to 10000')
  })

  it('/grant and /revoke', async () => {
    await scene.register('john')
    expect(await said('/grant john moderator')).toBe('john is now a moderator')
    expect(await said('/grant john ADMIN')).toBe('john is now an admin')
    expect(await said('/revoke john')).toBe('john has no role any more')
    expect(await said('/grant john god')).toMatch(/^no such role: god; there are moderator and admin/)
    expect(await said('/grant john')).toBe('the role is missing\nusage: /grant NAME moderator|admin')
  })

  it('/passwd asks for the password, after making sure there is such a user', async () => {
    await scene.register('john')
    secret = 'battery staple'
    expect(await said('/passwd jhon')).toBe('no such user: jhon (/users lists them)')
    expect(asked).toEqual([])
    expect(await said('/passwd john')).toBe('john has a new password and was signed out everywhere')
    expect(asked).toEqual(['New password for john: '])
    secret = null
    expect(await said('/passwd john')).toBe('no password was given: nothing was changed')
    secret = 'short'
    expect(await said('/passwd john')).toBe('a password needs at least 6 characters')
  })

  it('/invite says how the code is used', async () => {
    const [code, use] = (await said('/invite')).split('\n')
    expect(use).toBe(`for one registration until 2023-11-21 22:13 UTC: /register NAME PASSWORD ${code}`)
  })

  it('/reload and /log', async () => {
    expect(await said('/reload')).toBe('changed: server.motd\nneeds a restart: plain.port')
    scene.node.faults = ['parlance.yaml:3: plain.port must be a number', 'parlance.yaml:4: unknown option']
    expect(await said('/reload')).toBe(
      'the configuration was not reloaded:\n  parlance.yaml:3: plain.port must be a number\n  parlance.yaml:4: unknown option',
    )
    expect(await said('/log DEBUG')).toBe('the log level is now debug, until the next start')
    expect(scene.node.level).toBe('debug')
    expect(await said('/log loud')).toBe('no such log level; there are error, warn, info, debug')
  })

  it('/help lists everything and explains one', async () => {
    const help = await said('/help')
    for (const name of Object.keys(verbs)) expect(help).toContain(`/${name}`)
    expect(await said('/help /kick')).toMatch(/^\/kick NAME \[SECONDS\] \[REASON\]\n {2}Disconnects/)
    expect(await said('help nothing')).toBe('no such command: /nothing (/help lists all)')
  })

  it('says what may have been meant', async () => {
    expect(await said('/kik john')).toBe('unknown command: /kik; did you mean /kick? (/help lists all)')
    expect(await said('/frobnicate')).toBe('unknown command: /frobnicate (/help lists all)')
    expect(await said('/constructor')).toBe('unknown command: /constructor (/help lists all)')
    expect(await said('')).toBe('')
    expect(['annonce', 'muet', 'stat', 'x', 'user'].map(likeVerb)).toEqual([
      'announce',
      'mute',
      'status',
      null,
      'users',
    ])
  })

  it('never answers with anything that could steer the terminal', async () => {
    const hostile = 'x\u001b[2J\u009b31m\u202e'
    for (const line of [
      `/${hostile}`,
      `/kick ${hostile}`,
      `/announce ${hostile}`,
      `/grant a ${hostile}`,
      `/help ${hostile}`,
    ])
      // oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
      expect(await said(line)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  })
})
