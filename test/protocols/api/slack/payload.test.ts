/** What programs made for Slack send, as text: a table, and what hostile ones send. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../../../src/protocols/api/slack/markup.ts'
import { readSlack } from '../../../../src/protocols/api/slack/payload.ts'
import { seeded } from '../../../support/seed.ts'

const read = (payload: unknown) => readSlack(Buffer.from(JSON.stringify(payload)))

describe('markup', () => {
  test.each([
    ['plain', 'plain'],
    ['<https://x.org|the page>', 'the page (https://x.org)'],
    ['<https://x.org>', 'https://x.org'],
    ['<https://x.org?a=1&amp;b=2|a &lt; b>', 'a < b (https://x.org?a=1&b=2)'],
    ['<https://x.org|https://x.org>', 'https://x.org'],
    ['<mailto:ann@x.org|ann@x.org>', 'ann@x.org'],
    ['a &amp; b &lt;c&gt;', 'a & b <c>'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['<@U1|ann> <@U2> <#C1|general> <#C2>', '@ann @U2 #general #C2'],
    ['<!here> <!subteam^S1|@team> <!date^1^{date}|yesterday>', '@here @team yesterday'],
    ['a < b > c and <>', 'a  b  c and <>'],
    ['&nbsp; &quot; & &amp', '&nbsp; &quot; & &amp'],
  ])('%s', (written, plain) => {
    expect(plainText(written)).toBe(plain)
  })
})

describe('payload', () => {
  test.each<[string, unknown, string]>([
    ['text', { text: 'hello', username: 'x', icon_emoji: ':ghost:', channel: '#other' }, 'hello'],
    ['lines', { text: 'one\ntwo' }, 'one\ntwo'],
    [
      'attachments',
      {
        text: 'Build',
        attachments: [
          {
            fallback: 'not shown',
            pretext: 'Done',
            title: 'Job 7',
            title_link: 'https://ci.org/7',
            text: '<https://ci.org|log>',
            fields: [{ title: 'State', value: 'green' }, { value: 'alone' }],
          },
          { fallback: 'only this', color: '#fff' },
        ],
      },
      'Build\nDone\nJob 7 (https://ci.org/7)\nlog (https://ci.org)\nState: green\nalone\nonly this',
    ],
    [
      'blocks, for which text stands in',
      {
        text: 'for notifications',
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'News &amp; more' } },
          { type: 'divider' },
          {
            type: 'section',
            text: { type: 'mrkdwn', text: 'a &amp; b' },
            fields: [{ type: 'mrkdwn', text: 'c' }],
          },
          {
            type: 'context',
            elements: [
              { type: 'image', alt_text: 'logo' },
              { type: 'mrkdwn', text: 'by us' },
            ],
          },
          { type: 'image', image_url: 'https://x.org/i.png', alt_text: 'a chart' },
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'press' } }] },
        ],
      },
      'News &amp; more\na & b\nc\nlogo by us\na chart',
    ],
    [
      'rich text',
      {
        blocks: [
          {
            type: 'rich_text',
            elements: [
              {
                type: 'rich_text_section',
                elements: [
                  { type: 'text', text: 'see ' },
                  { type: 'link', url: 'https://x.org', text: 'this' },
                  { type: 'emoji', name: 'wave' },
                ],
              },
              {
                type: 'rich_text_list',
                elements: [
                  { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
                  { type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] },
                ],
              },
            ],
          },
        ],
      },
      'see this (https://x.org):wave:\n• one\n• @U1',
    ],
  ])('%s', (_, payload, text) => {
    expect(read(payload)).toEqual({ text })
  })

  test('a form with the JSON in payload is the same', () => {
    const form = new URLSearchParams({ payload: '{"text":"a & b + c"}' }).toString()
    expect(readSlack(Buffer.from(form))).toEqual({ text: 'a & b + c' })
  })

  test.each(['', '[]', '"text"', 'null', 'payload=', 'payload=[]', 'text=hello', '{"text":', '\u0000', '7'])(
    '%j is not understood',
    (body) => {
      expect(readSlack(Buffer.from(body))).toEqual({ fault: 'not-understood' })
    },
  )

  test.each([
    {},
    { text: ' ' },
    { text: 5 },
    { text: ['a'] },
    { blocks: 'x' },
    { attachments: [null, 1, []] },
  ])('%j says nothing', (payload) => {
    expect(read(payload)).toEqual({ fault: 'no-text' })
  })

  test('what is no UTF-8 is not understood', () => {
    expect(readSlack(Buffer.from([...Buffer.from('{"text":"'), 0xff, ...Buffer.from('"}')]))).toEqual({
      fault: 'not-understood',
    })
  })

  test('what is nested without end is read to a depth', () => {
    let block: unknown = { type: 'text', text: 'deep' }
    for (let depth = 0; depth < 1000; depth++) block = { type: 'rich_text_section', elements: [block] }
    expect(read({ text: 'x', blocks: [{ type: 'rich_text', elements: [block] }] })).toEqual({ text: 'x' })
    const open = `{"text":"x","blocks":${'['.repeat(30_000)}${']'.repeat(30_000)}}`
    expect(readSlack(Buffer.from(open))).toEqual({ text: 'x' })
  })

  test('whatever comes, a text or a fault comes out', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const answer = readSlack(Buffer.from(json))
        expect('text' in answer ? typeof answer.text : answer.fault).toMatch(/string|not-understood|no-text/)
      }),
      seeded('what programs made for Slack send'),
    )
  })
})
