/** Which pages may act for whoever looks at them: those that this server itself has served. */

/** `own`: where browsers find this server, where the configuration says so. */
export function allowsOrigin(
  asked: { readonly origin: string; readonly host: string },
  own: string | null,
): boolean {
  if (own !== null) return asked.origin === own
  if (!URL.canParse(asked.origin)) return false
  return asked.host !== '' && new URL(asked.origin).host === withoutDefaultPort(asked.host, asked.origin)
}

/** A page's origin leaves out the port that its scheme has anyhow. */
function withoutDefaultPort(host: string, origin: string): string {
  const { protocol } = new URL(origin)
  const written = `${protocol}//${host}`
  return URL.canParse(written) ? new URL(written).host : host
}
