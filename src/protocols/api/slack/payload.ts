/** What is posted to a webhook's address, in Slack's form, as the text to say. Pure; never throws. */
import { blocksText } from './blocks.ts'
import { lines, listOf, loose, textOf, type Loose } from './loose.ts'
import { linkText, plainText } from './markup.ts'

export type SlackRead = { readonly text: string } | { readonly fault: 'not-understood' | 'no-text' }

/** JSON, or a form with the JSON in `payload`: whatever the request calls it. */
export function readSlack(body: Uint8Array): SlackRead {
  const payload = parsed(body)
  if (payload === null) return { fault: 'not-understood' }
  const text = payloadText(payload)
  return text.trim() === '' ? { fault: 'no-text' } : { text }
}

function parsed(body: Uint8Array): Loose | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    const json = text.trimStart().startsWith('{') ? text : (new URLSearchParams(text).get('payload') ?? '')
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? loose(value) : null
  } catch {
    return null
  }
}

/** Beside blocks, `text` is only what notifications show. */
function payloadText({ text, blocks, attachments }: Loose): string {
  const said = blocksText(blocks)
  return lines([said === '' ? plainText(textOf(text)) : said, ...listOf(attachments).map(attachmentText)])
}

function attachmentText(attachment: Loose): string {
  const { pretext, author_name, title, title_link, text, fields, footer, blocks, fallback } = attachment
  const heading = textOf(title) === '' ? '' : linkText(textOf(title_link), plainText(textOf(title)))
  const said = lines([
    plainText(textOf(pretext)),
    plainText(textOf(author_name)),
    heading,
    plainText(textOf(text)),
    ...listOf(fields).map(fieldText),
    blocksText(blocks),
    plainText(textOf(footer)),
  ])
  return said === '' ? plainText(textOf(fallback)) : said
}

function fieldText({ title, value }: Loose): string {
  const [name, said] = [plainText(textOf(title)), plainText(textOf(value))]
  return name === '' || said === '' ? `${name}${said}` : `${name}: ${said}`
}
