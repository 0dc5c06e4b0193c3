/** The blocks of a Slack message as text: what they say, without how they look. Kinds that say nothing here are passed over. */
import { linkText, plainText } from './markup.ts'
import { lines, listOf, loose, textOf, type Loose } from './loose.ts'

export function blocksText(blocks: unknown): string {
  return lines(listOf(blocks).map(blockText))
}

function blockText(block: Loose): string {
  switch (block['type']) {
    case 'header':
    case 'section':
      return lines([objectText(block['text']), ...listOf(block['fields']).map(objectText)])
    case 'context':
      return listOf(block['elements']).map(objectText).join(' ')
    case 'image':
      return lines([objectText(block['title']), textOf(block['alt_text'])])
    case 'rich_text':
      return lines(listOf(block['elements']).map((part) => richText(part, deepest)))
    default:
      return ''
  }
}

/** `{ "type": "mrkdwn", "text": "…" }`; an image beside it has its words in `alt_text`. */
function objectText(value: unknown): string {
  const { type, text, alt_text } = loose(value)
  if (type === 'image') return textOf(alt_text)
  return type === 'plain_text' ? textOf(text) : plainText(textOf(text))
}

/** Lists in quotes in lists: nobody writes more. */
const deepest = 4

function richText(part: Loose, depth: number): string {
  if (depth === 0) return ''
  const { type, elements } = part
  if (type === 'rich_text_list')
    return lines(listOf(elements).map((item) => `• ${richText(item, depth - 1)}`))
  return listOf(elements)
    .map((element) => ('elements' in element ? richText(element, depth - 1) : inlineText(element)))
    .join('')
}

function inlineText(element: Loose): string {
  const { text, url, name, user_id, channel_id, range, fallback } = element
  switch (element['type']) {
    case 'text':
      return textOf(text)
    case 'link':
      return linkText(textOf(url), textOf(text))
    case 'emoji':
      return `:${textOf(name)}:`
    case 'user':
      return `@${textOf(user_id)}`
    case 'channel':
      return `#${textOf(channel_id)}`
    case 'broadcast':
      return `@${textOf(range)}`
    default:
      return textOf(fallback)
  }
}
