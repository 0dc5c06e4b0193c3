/** What every answer over HTTP says to browsers beside its content: nothing runs, loads or frames but what this server itself serves. */

const policy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
  // Nothing that is text becomes script or markup. The only policy is of the page that registers the worker.
  "require-trusted-types-for 'script'",
  'trusted-types parlance-worker',
].join('; ')

export const safeHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // Voice messages are recorded by this server's own page, and by nobody else's in it.
  'Permissions-Policy': 'camera=(), microphone=(self), geolocation=()',
}
