/** Channels: found, made, changed, left, closed; and who may do what in them. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

describe.runIf(hasChromium)('channels', { timeout: 60_000 }, () => {
  test('one is made, found in the list by somebody else, and joined', async () => {
    const ann = await stage().registers('ann')
    await ann.button('New channel').first().click()
    const dialog = ann.page.getByRole('dialog', { name: 'New channel' })
    await dialog.getByLabel('Name').fill('gardening')
    await dialog.getByRole('button', { name: 'Create' }).click()
    await ann.page.getByRole('heading', { name: '#gardening' }).waitFor()
    await ann.says('roses, anyone?')
    const bob = await stage().registers('bob')
    await bob.link('All channels').click()
    const row = bob.page.getByRole('listitem').filter({ hasText: 'gardening' })
    await row.getByRole('button', { name: /Join/ }).click()
    await bob
      .link(/gardening/)
      .first()
      .click()
    await bob.sees('roses, anyone?')
  })

  test('a private one is seen by nobody who is not invited', async () => {
    const cleo = await stage().registers('cleo')
    await cleo.says('/create #board private')
    await cleo.page.getByRole('heading', { name: '#board' }).waitFor()
    const dora = await stage().registers('dora')
    await dora.goesTo('/c/board')
    await dora.page.getByText('There is no channel #board, or it is not for you to see.').waitFor()
    await cleo.says('/invite dora')
    await dora.page.getByText('cleo invites you to #board.').waitFor()
    await dora.goesTo('/channels')
    const row = dora.page.getByRole('listitem').filter({ hasText: 'board' })
    await row.getByRole('button', { name: /Join/ }).first().click()
    await cleo.says('welcome')
    await dora.goesTo('/c/board')
    await dora.sees('welcome')
  })

  test('its owner changes the topic, and everybody sees it', async () => {
    const emil = await stage().registers('emil')
    await emil.says('/create #topics')
    await emil.page.getByRole('heading', { name: '#topics' }).waitFor()
    const fay = await stage().extra('fay')
    await fay.call('channel.join', { channel: 'topics' })
    await emil.button('Channel settings').click()
    const dialog = emil.page.getByRole('dialog', { name: 'Settings of #topics' })
    await dialog.getByRole('textbox', { name: 'Topic' }).fill('all about topics')
    await dialog.getByRole('button', { name: 'Save' }).first().click()
    await expect
      .poll(async () => (await fay.call('channel.show', { channel: 'topics' })).channel.topic)
      .toBe('all about topics')
    await emil.page.keyboard.press('Escape')
    await emil.page
      .getByRole('banner')
      .getByText('all about topics')
      .or(emil.page.getByText('all about topics').first())
      .first()
      .waitFor()
  })

  test('where only those with a voice write, the others are told why they cannot', async () => {
    const gus = await stage().registers('gus')
    const hana = await stage().extra('hana')
    await hana.call('channel.create', { name: 'quiet' })
    await gus.says('/join #quiet')
    await gus.page.getByRole('heading', { name: '#quiet' }).waitFor()
    await hana.call('channel.change-setting', {
      channel: 'quiet',
      change: { setting: 'moderated', value: true },
    })
    await gus.page.getByText('Only those with a voice may write here.').waitFor()
    await hana.call('channel.set-member-role', { channel: 'quiet', user: 'gus', role: 'voice' })
    await gus.says('thank you')
    await gus.sees('thank you')
  })

  test('whoever is put out of one is told by whom and why', async () => {
    const iris = await stage().registers('iris')
    const jon = await stage().extra('jon')
    await jon.call('channel.create', { name: 'strict' })
    await iris.says('/join #strict')
    await iris.page.getByRole('heading', { name: '#strict' }).waitFor()
    await jon.call('channel.remove-member', { channel: 'strict', user: 'iris', reason: 'off topic' })
    await iris.page.getByText(/jon put you out of #strict.*off topic/).waitFor()
    expect(await iris.link(/strict/).count()).toBe(0)
  })

  test('an archived one is read, and nothing more is said in it', async () => {
    const kim = await stage().registers('kim')
    await kim.says('/create #over')
    await kim.page.getByRole('heading', { name: '#over' }).waitFor()
    await kim.says('last words')
    await kim.sees('last words')
    await kim.says('/archive over')
    await kim.page.getByText(/This channel is archived/).waitFor()
    await kim.sees('last words')
  })

  test('unread ones stand out, and are quiet once read', async () => {
    const lea = await stage().registers('lea')
    const max = await stage().extra('max')
    await max.call('channel.create', { name: 'news' })
    await lea.says('/join #news')
    await lea.page.getByRole('heading', { name: '#news' }).waitFor()
    await lea
      .link(/general/)
      .first()
      .click()
    await lea.page.getByRole('heading', { name: '#general' }).waitFor()
    await max.call('message.send', { channel: 'news', text: 'for you, @lea' })
    const item = lea.link(/news/).first()
    await expect.poll(() => item.innerText()).toContain('1')
    await item.click()
    await lea.sees('for you, @lea')
    await expect.poll(async () => (await lea.page.title()).includes('(1)')).toBe(false)
  })

  test('of a hundred thousand messages the newest are shown, and the rest when they are asked for', async () => {
    const nils = await stage().extra('nils')
    await nils.call('channel.create', { name: 'long' })
    const writing = nils.socket()
    await writing.ready()
    for (let n = 1; n <= 400; n += 1)
      await writing.call('message.send', { channel: 'long', text: `line ${n}.` })
    const olaf = await stage().registers('olaf')
    await olaf.says('/join #long')
    await olaf.sees('line 400.')
    expect(await olaf.message('line 1.').count()).toBe(0)
    await olaf.log().hover()
    await expect
      .poll(
        async () => {
          await olaf.page.mouse.wheel(0, -20_000)
          return olaf.message('line 1.').count()
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0)
    await olaf.button(/Newest/).click()
    await olaf.sees('line 400.')
  })
})
