/** Slack's way of writing links, mentions and signs, as plain text. Pure; never throws. */

const written = /<([^<>|]*)(?:\|([^<>]*))?>|&(amp|lt|gt);/g

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>' }

/** Once: what comes out is not read again, so that `&amp;lt;` is `&lt;`. */
export function plainText(markup: string): string {
  return markup.replace(written, (whole, ...[target, label, sign]: (string | undefined)[]) => {
    if (sign !== undefined) return signs[sign] ?? whole
    return target === undefined || target === '' ? whole : referenceText(target, label ?? '')
  })
}

function referenceText(target: string, label: string): string {
  const name = unescaped(label)
  const kind = target[0]
  if (kind === '@' || kind === '#') return kind + (name === '' ? target.slice(1) : withoutSign(name))
  if (kind === '!') return commandText(target.slice(1), name)
  return linkText(unescaped(target), name)
}

/** `<!here>`, `<!subteam^S1|@team>`, `<!date^…|yesterday>`. */
function commandText(command: string, name: string): string {
  return name === '' ? `@${command.split('^', 1).join('')}` : name
}

export function linkText(url: string, label: string): string {
  const address = url.replace(/^mailto:/, '')
  if (address === '') return label
  return label === '' || label === address || label === url ? address : `${label} (${address})`
}

function withoutSign(name: string): string {
  return name.replace(/^[@#]/, '')
}

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, (whole, sign: string) => signs[sign] ?? whole)
}
