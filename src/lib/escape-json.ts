/** JSON that is safe to show: what JSON itself leaves raw but a terminal would obey becomes an escape. */

/** DEL, C1 controls, line and paragraph separators, bidirectional controls and the byte-order mark; C0 is escaped by JSON. */
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const steering = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/
const everySteering = new RegExp(steering, 'g')

/** The same value in JSON: inside strings, the only place where these characters can stand, the escape means the same. */
export function escapeJson(json: string): string {
  if (!steering.test(json)) return json
  return json.replace(everySteering, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
