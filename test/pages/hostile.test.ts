/** What others write never runs: from every input another person controls, under a policy that would tell of it. */
import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium.ts'
import { useStage } from './stage/stage.ts'

const stage = useStage()

const payloads = [
  '<script>window.pwned = 1</script>',
  '<img src=x onerror="window.pwned = 1">',
  '<svg onload="window.pwned = 1">',
  '[click](javascript:window.pwned=1)',
  '<javascript:window.pwned=1>',
  '![x](https://evil.example/x.png)',
  '<a href="data:text/html,<script>window.pwned=1</script>">x</a>',
  '"><iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '[x](https://example.org" onmouseover="window.pwned=1)',
  '```<script>window.pwned=1</script>\n<img src=x onerror=alert(1)>\n```',
  '\u202e<b onclick=alert(1)>x',
  'javascript:alert(1) data:text/html,x vbscript:x',
  '&lt;script&gt;window.pwned=1&lt;/script&gt;',
  '{{constructor.constructor("window.pwned=1")()}}',
]

describe.runIf(hasChromium)('what others write', { timeout: 60_000 }, () => {
  test('does nothing, wherever it is shown', async () => {
    const eve = await stage().extra('eve')
    const ann = await stage().opens()
    const violations: string[] = []
    await ann.page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) => {
      console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI)
    })`)
    ann.page.on('request', (request) => {
      if (
        !request.url().startsWith(`http://${stage().server.place}`) &&
        !request.url().startsWith('data:') &&
        !request.url().startsWith('blob:')
      )
        violations.push(request.url())
    })
    await ann.page.reload()
    await ann.registers('ann')
    await eve.call('channel.create', { name: 'traps' })
    await ann.says('/join #traps')
    await ann.page.getByRole('heading', { name: '#traps' }).waitFor()
    for (const [index, text] of payloads.entries()) {
      await eve.call('user.set-display-name', { displayName: text.slice(0, 64) })
      await eve.call('channel.set-topic', { channel: 'traps', topic: text })
      await eve.call('presence.set-away', { text })
      const { message } = await eve.call('message.send', { channel: 'traps', text })
      await eve.call('message.send', { channel: 'traps', text, replyTo: message.id, kind: 'action' })
      await eve.post('message.react', { channel: 'traps', message: message.id, reaction: text.slice(0, 60) })
      await eve.call('message.edit', { channel: 'traps', message: message.id, text: `${text} ${index}` })
      await eve.call('message.pin', { channel: 'traps', message: message.id })
      await eve.post('channel.invite', { channel: 'traps', user: text.slice(0, 30) })
    }
    await eve.call('message.send', { channel: 'traps', text: 'the end' })
    await ann.sees('the end')
    await ann.button('Pinned').click()
    await ann.page.getByText('Pinned messages').first().waitFor()
    await ann.button('Members').click()
    await ann.page.getByRole('button', { name: /eve/ }).first().click()
    await ann.page.getByRole('dialog').waitFor()
    await ann.page.keyboard.press('Escape')
    await eve.call('channel.remove-member', { channel: 'traps', user: 'ann', reason: payloads[1] ?? '' })
    await ann.page.getByText(/put you out of #traps/).waitFor()
    for (const link of await ann.page.locator('a[href]').all()) {
      expect(await link.getAttribute('href')).toMatch(/^(\/|https?:\/\/|mailto:|#)/)
    }
    expect(await ann.page.evaluate('"pwned" in window')).toBe(false)
    expect(violations).toEqual([])
    expect(ann.complaints).toEqual([])
  }, 60_000)

  test('does nothing even where a mistake would take it for markup or script', async () => {
    const bob = await stage().opens()
    const attempt = (script: string) =>
      bob.page.evaluate<string>(`(async () => { ${script} })().then(() => 'done', (error) => error.name)`)
    for (const script of [
      "document.createElement('p').innerHTML = '<b>text</b>'",
      "document.createElement('script').text = '1'",
      "trustedTypes.createPolicy('another', { createHTML: (text) => text })",
      "await navigator.serviceWorker.register('/assets/another.js')",
    ])
      expect([script, await attempt(script)]).toEqual([script, 'TypeError'])
    expect(await attempt("document.createElement('p').textContent = '<b>text</b>'")).toBe('done')
    const own = /Trusted ?(Type|HTML|Script)|trusted-types/
    expect(bob.complaints.splice(0).filter((line) => !own.test(line))).toEqual([])
  })
})
