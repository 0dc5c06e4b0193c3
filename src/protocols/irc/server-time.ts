/** Times as IRCv3 server-time writes them: `2012-06-30T23:59:59.419Z`. */

const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/

const earliest = Date.parse('0000-01-01T00:00:00.000Z')
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** Of any number: what lies outside the years 0 to 9999, which the form cannot show, becomes the nearest time that it can. */
export function formatTime(at: number): string {
  return new Date(Number.isNaN(at) ? 0 : Math.min(Math.max(at, earliest), latest)).toISOString()
}

/** Milliseconds since 1970, or `null` for what is not a time in exactly this form. A leap second is the second after it. */
export function parseTime(text: string): number | null {
  const parts = form.exec(text)
  if (parts === null) return null
  if (parts[6] === '60') return leapSecond(text, parts)
  const at = Date.parse(text)
  // Date.parse takes 30 February and 24:00 for the next day.
  return Number.isNaN(at) || new Date(at).toISOString() !== text ? null : at
}

function leapSecond(text: string, parts: readonly string[]): number | null {
  if (parts[4] !== '23' || parts[5] !== '59') return null
  const before = parseTime(text.replace(':60.', ':59.'))
  return before === null ? null : before + 1000
}
