/** Which addresses a link may lead to. Everything else stays text. */

const allowed = /^(?:https?:\/\/[^\s/]|mailto:[^\s])/i
// Browsers take these out of an address before they read its scheme: with them inside, it is not what it seems to be.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const hidden = /[\u0000-\u0020\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/

export function isLinkTarget(address: string): boolean {
  return allowed.test(address) && !hidden.test(address)
}
