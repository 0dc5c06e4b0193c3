/** Webhooks of a channel in the page: an address that posts, an address that is told, and both removed. */
import { describe, expect, test } from 'vitest'
import { Receiver } from '../effects/webhooks/receiver.ts'
import { hasChromium } from '../support/chromium.ts'
import type { Person } from './stage/person.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage(['webhooks.allowHttp=true', 'webhooks.allowedHosts=["127.0.0.1"]'])

/** Somebody with a channel of their own, and its webhooks before them. */
async function atWebhooks(name: string, channel: string): Promise<Person> {
  const person = await stage().registers(name)
  await person.says(`/create ${channel}`)
  await person.page.getByRole('heading', { name: `#${channel}` }).waitFor()
  await opensWebhooks(person, channel)
  return person
}

async function opensWebhooks(person: Person, channel: string): Promise<void> {
  await person.button('Channel settings').click()
  await person.button('Webhooks').click()
  await person.page.getByRole('dialog', { name: `Webhooks of #${channel}` }).waitFor()
}

async function isTold(person: Person, url: string): Promise<void> {
  await person.page.getByLabel('Address, https://…').fill(url)
  await person.button('New webhook').click()
}

async function isSure(person: Person): Promise<void> {
  await person.button('Yes, remove it').click()
  await person.page.getByText('Removed.').waitFor()
}

describe.runIf(hasChromium)('webhooks', { timeout: 60_000 }, () => {
  test('what is posted to the address that is shown once is seen in the channel', async () => {
    const ann = await atWebhooks('ann', 'builds')
    await ann.page.getByLabel('Name of the bot that speaks').fill('ci')
    await ann.button('New address').click()
    const address = await ann.page.getByText(/^http.*\/api\/hooks\/plh_[\w-]+$/).innerText()
    const command = await ann.page.getByText(/^curl /).innerText()
    expect(command).toBe(`curl -d '{"text":"Hello"}' '${address}'`)
    const posted = await fetch(address, {
      method: 'POST',
      body: JSON.stringify({ text: 'build 7 is green' }),
    })
    expect(posted.status).toBe(200)
    await ann.page.keyboard.press('Escape')
    await ann.sees('build 7 is green')
    await opensWebhooks(ann, 'builds')
    await ann.button('Remove ci').waitFor()
    expect(await ann.page.getByText(address).count()).toBe(0)
    await ann.button('Remove ci').click()
    await isSure(ann)
    expect((await fetch(address, { method: 'POST', body: '{"text":"too late"}' })).status).toBe(404)
  })

  test('an address is told what is said, until it is removed', async () => {
    const receiver = await Receiver.open()
    const bob = await atWebhooks('bob', 'deploys')
    await bob.page.getByLabel('Tell it of changed messages too').check()
    await isTold(bob, receiver.url)
    await bob.page.getByText(/^pls_[\w-]+$/).waitFor()
    const row = bob.page.getByRole('listitem').filter({ hasText: receiver.url })
    await row.getByText(/^Delivering · messages, changes · by bob/).waitFor()
    await bob.page.keyboard.press('Escape')
    await bob.says('deployed')
    await expect.poll(() => receiver.texts).toEqual(['deployed'])
    await opensWebhooks(bob, 'deploys')
    expect(await bob.page.getByText(/^pls_/).count()).toBe(0)
    await bob.button(/^Remove 127\.0\.0\.1/).click()
    await isSure(bob)
    await expect.poll(() => bob.page.getByText('None yet.').count()).toBe(2)
  })

  test('one that does not answer is shown so', async () => {
    const receiver = await Receiver.open()
    receiver.answers.push(...Array.from({ length: 50 }, () => 500))
    const cleo = await atWebhooks('cleo', 'alerts')
    await isTold(cleo, receiver.url)
    await cleo.page.getByText(/^Delivering · messages · by cleo/).waitFor()
    await cleo.page.keyboard.press('Escape')
    await cleo.says('is anybody there')
    await receiver.told(2)
    await opensWebhooks(cleo, 'alerts')
    await cleo.page.getByText(/^Nothing has got through since /).waitFor()
  })

  test('what the server does not take is said under the field, and the question answered with no leaves all', async () => {
    const dora = await atWebhooks('dora', 'inside')
    await isTold(dora, 'https://192.168.0.1/hook')
    const form = dora.page.getByRole('form', { name: 'New webhook' })
    await form.getByRole('alert').getByText('The address must be on the open internet').waitFor()
    await dora.page.getByLabel('Name of the bot that speaks').fill('keeper')
    await dora.button('New address').click()
    await dora.button('Remove keeper').click()
    await dora.page.keyboard.press('Escape')
    await dora.button('Remove keeper').waitFor()
    await dora.page.getByRole('dialog', { name: 'Webhooks of #inside' }).waitFor()
  })

  test('whoever does not moderate the channel has no way there', async () => {
    const emil = await stage().registers('emil')
    await emil.button('Channel settings').click()
    await emil.button('Leave').waitFor()
    expect(await emil.button('Webhooks').count()).toBe(0)
  })
})
