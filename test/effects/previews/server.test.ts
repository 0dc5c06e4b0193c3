/** A whole server shows what is behind links: live, after being away, in the history; and takes it away again. */
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { WireMessage } from '../../../src/protocols/api/wire.ts'
import { register } from '../../door/line-client.ts'
import type { Page } from '../../protocols/api/door/api-server.ts'
import type { ApiSocket } from '../../protocols/api/door/api-socket.ts'
import { programOf, put, type Brought } from '../../protocols/api/uploads/bringing.ts'
import { newUser } from '../../protocols/irc/door/irc-client.ts'
import type { Internet } from './internet.ts'
import {
  channel,
  hasPicture,
  listening,
  newest,
  picture,
  previewsOf,
  said,
  staysBare,
  withServer,
} from './preview-server.ts'

test('a page is shown with what it says of itself and its picture, which this server hands out', async () => {
  await withServer(async (server, internet) => {
    const [ann, bob] = [await server.register('ann'), await server.register('bob')]
    const socket = await listening(bob)
    hasPicture(internet, '/hill.png', await picture(1200, 600))
    const link = internet.hasPage(
      '/hills',
      '<title>Hills &amp; valleys</title><meta name="description" content="All about them.">' +
        '<meta property="og:image" content="hill.png"><meta property="og:site_name" content="The Hills">',
    )
    const message = await said(ann, `look: ${link}#top`)
    expect(message.previews).toEqual([])
    const [preview, ...others] = await previewsOf(socket, message)
    expect(others).toEqual([])
    expect(preview).toMatchObject({
      url: link,
      kind: 'page',
      siteName: 'The Hills',
      title: 'Hills & valleys',
      text: 'All about them.',
      picture: { width: 1200, height: 600, thumbnails: [{ width: 480 }] },
    })
    const shown = await fetch(`http://${server.place}${preview?.picture?.thumbnails[0]?.address}`)
    expect(shown.status).toBe(200)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    })
    expect(await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).toMatchObject({
      width: 480,
      height: 240,
    })
    expect((await fetch(`http://${server.place}/previews/${'x'.repeat(32)}/480`)).status).toBe(404)
    // In the history, and for whoever was away.
    expect(await newest(bob)).toMatchObject({ id: message.id, previews: [preview] })
    const { changes } = await bob.call('message.list-changes', { channel, after: message.position - 1 })
    expect(changes).toEqual([
      { kind: 'message', position: message.position, message: { ...message, previews: [preview] } },
      { kind: 'preview', position: message.position + 1, message: message.id, previews: [preview] },
    ])
    // Said again by somebody else, nobody is asked again.
    await previewsOf(socket, await said(bob, link))
    expect(internet.paths).toEqual(['/hills', '/hill.png'])
  })
})

test('where a file of one’s own is, is shown as the file, and not visited', async () => {
  await withServer(async (server, internet) => {
    const ann = await server.register('ann')
    const socket = await listening(ann)
    const bytes = await picture(100, 100)
    const brought = await put(server, await programOf(ann), { name: 'hill.png', bytes })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what the server answers, which other tests look at
    const { upload } = (await brought.json()) as Brought
    const message = await said(ann, `look: ${hasPicture(internet, upload.address, bytes)}`)
    expect(message.uploads).toMatchObject([{ name: 'hill.png' }])
    await staysBare(ann, socket, message, internet)
    expect(internet.paths).not.toContain(upload.address)
  })
})

test('a picture posted by its link from IRC is shown to those who have a page; IRC and the plain door say nothing of it', async () => {
  await withServer(
    async (server, internet) => {
      const socket = await listening(await server.register('ann'))
      const plain = await register(server.inner.port, 'listener')
      const ircPort = Number(/127\.0\.0\.1:(\d+)/.exec(server.inner.running.doors['irc'] ?? '')?.[1])
      const irc = await newUser(ircPort, 'ircer')
      const link = hasPicture(internet, '/cat.png', await picture(900, 1600))
      irc.say(`PRIVMSG #general :my cat ${link}`)
      await expect.poll(() => socket.facts('message.previewed').length, { timeout: 10_000 }).toBe(1)
      expect(socket.facts('message.previewed')[0]?.previews).toMatchObject([
        { url: link, kind: 'picture', title: null, picture: { width: 900, height: 1600 } },
      ])
      await plain.waitFor(`[#general] ircer: my cat ${link}`)
      irc.say('PING fence')
      await irc.waitFor(/PONG .*fence/)
      expect(irc.wire.lines.filter((line) => line.includes('previews'))).toEqual([])
      for (const client of [plain, irc.wire]) client.destroy()
    },
    ['irc.enabled=true', 'irc.port=0'],
  )
})

test('a link that was edited in is shown, one that was edited out is not, and a deleted message shows nothing', async () => {
  await withServer(async (server, internet) => {
    const ann = await server.register('ann')
    const socket = await listening(ann)
    const one = internet.hasPage('/one', '<title>One</title>')
    const two = internet.hasPage('/two', '<title>Two</title>')
    const message = await said(ann, `first ${one}`)
    await previewsOf(socket, message)
    const edited = (
      await ann.call('message.edit', { channel, message: message.id, text: `${two} and ${one}` })
    ).message
    expect(edited.previews).toMatchObject([{ title: 'One' }])
    expect(await previewsOf(socket, message, 2)).toMatchObject([{ title: 'Two' }, { title: 'One' }])
    const bare = (await ann.call('message.edit', { channel, message: message.id, text: 'nothing' })).message
    expect(bare.previews).toEqual([])
    await ann.call('message.edit', { channel, message: message.id, text: one })
    expect(await previewsOf(socket, message, 3)).toMatchObject([{ title: 'One' }])
    const gone = (await ann.call('message.delete', { channel, message: message.id })).message
    expect(gone.previews).toEqual([])
    expect(internet.paths).toEqual(['/one', '/two'])
  })
})

test('its author and moderators take a preview away, others do not, and it does not come back', async () => {
  await withServer(async (server, internet) => {
    const ann = await server.register('ann')
    const [bob, carl] = [await server.register('bob'), await server.register('carl')]
    const socket = await listening(carl)
    await ann.call('channel.create', { name: 'team' })
    const url = internet.hasPage('/one', '<title>One</title>')
    const other = internet.hasPage('/two', '<title>Two</title>')
    const message = await said(bob, `${url} ${other}`)
    await previewsOf(socket, message)
    const asked = { channel, message: message.id, url }
    expect(await carl.post('message.remove-preview', asked)).toMatchObject({
      status: 403,
      body: { code: 'not-your-message' },
    })
    expect(await bob.call('message.remove-preview', asked)).toEqual({ removed: true })
    expect(await previewsOf(socket, message, 2)).toMatchObject([{ title: 'Two' }])
    expect(await bob.call('message.remove-preview', asked)).toEqual({ removed: false })
    await bob.call('message.edit', { channel, message: message.id, text: `a word more: ${url} ${other}` })
    await staysBareSince(socket, bob, { message, internet, count: 2 })
    expect((await bob.call('message.list-changes', { channel, after: 0 })).changes).toContainEqual(
      expect.objectContaining({
        kind: 'preview',
        message: message.id,
        previews: [expect.objectContaining({ title: 'Two' })],
      }),
    )
    await server.command('/grant carl admin')
    expect(await carl.call('message.remove-preview', { ...asked, url: other })).toEqual({ removed: true })
    expect(await previewsOf(socket, message, 3)).toEqual([])
  })
})

async function staysBareSince(
  socket: ApiSocket,
  page: Page,
  { message, internet, count }: { message: WireMessage; internet: Internet; count: number },
): Promise<void> {
  await previewsOf(socket, await said(page, internet.hasPage('/fence', '<title>Fence</title>')))
  expect(socket.facts('message.previewed').filter((fact) => fact.message === message.id)).toHaveLength(count)
}

test('a channel says no for itself, and the server for all', async () => {
  await withServer(async (server, internet) => {
    const ann = await server.register('ann')
    const socket = await listening(ann)
    const link = internet.hasPage('/one', '<title>One</title>')
    await ann.call('channel.create', { name: 'quiet' })
    const plain = await register(server.inner.port, 'listener')
    await server.command('/grant listener admin')
    for (const line of ['/join #quiet', '/set previews off']) plain.say(line)
    await plain.waitFor('* #quiet shows no previews of links (by listener)')
    plain.say('/set')
    await plain.waitFor(/^\* settings of #quiet: .*previews off/)
    const { message } = await ann.call('message.send', { channel: 'quiet', text: link })
    await staysBare(ann, socket, message, internet)
    plain.say('/set previews on')
    await plain.waitFor('* #quiet shows previews of links again (by listener)')
    await previewsOf(socket, (await ann.call('message.send', { channel: 'quiet', text: link })).message)
    plain.destroy()
    const asked = internet.asked.length
    await server.inner.reconfigure([
      `previews.allowedHosts=["${internet.host}"]`,
      'irc.enabled=false',
      'previews.enabled=false',
    ])
    const last = await said(ann, internet.hasPage('/two', '<title>Two</title>'))
    await server.inner.reconfigure([`previews.allowedHosts=["${internet.host}"]`, 'irc.enabled=false'])
    await staysBare(ann, socket, last, internet)
    expect(internet.paths.slice(asked)).toEqual([`/fence-${last.id}`])
  })
})

test('private conversations have previews, unless the operator says no', async () => {
  for (const direct of [true, false])
    await withServer(
      async (server, internet) => {
        const [ann, bob] = [await server.register('ann'), await server.register('bob')]
        const socket = await listening(ann)
        const text = internet.hasPage('/one', '<title>One</title>')
        const { channel: opened } = await ann.call('channel.open-direct', { user: bob.user?.name ?? '' })
        const { message } = await ann.call('message.send', { channel: opened.id, text })
        if (direct) await previewsOf(socket, message)
        else await staysBare(ann, socket, message, internet)
      },
      [`previews.direct=${direct}`],
    )
})
