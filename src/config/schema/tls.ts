/** The options of section `tls`: the certificate that all doors share. */
import { z } from 'zod'
import { option } from '../option.ts'
import { duration, filePath, list, nullable, patterned, whole } from '../shapes.ts'

// No wildcards: they can be proven by DNS only, which is not done here.
const domain = patterned(
  /^(?=.{1,253}$)(?!.*\.\d+$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i,
  'must be a domain, such as chat.example.org, without wildcards',
)
const email = patterned(/^[^\s@]+@[^\s@]+$/, 'must be an email address')
const directory = z.string().refine((written) => /^https:\/\/[^/]/.test(written) && URL.canParse(written), {
  error: 'must be an https:// address',
})

export const tls = {
  certificate: option(nullable(filePath()), {
    default: null,
    about:
      'The PEM file with the certificate and what it hangs on; null for one by tls.acme or a self-signed one.',
    reload: 'live',
  }),
  key: option(nullable(filePath()), {
    default: null,
    about: 'The PEM file with the private key of tls.certificate.',
    reload: 'live',
  }),
  acme: {
    domains: option(list(domain, 100), {
      default: [],
      about: 'The domains for which a certificate is fetched and renewed by itself (ACME).',
      reload: 'live',
    }),
    email: option(nullable(email), {
      default: null,
      about: 'Where the certificate authority writes when something is wrong; null for nowhere.',
      reload: 'live',
    }),
    directory: option(directory, {
      default: 'https://acme-v02.api.letsencrypt.org/directory',
      about: 'The certificate authority; the usual one is Let’s Encrypt.',
      reload: 'live',
    }),
    agree: option(z.boolean(), {
      default: false,
      about: 'Whether you agree to the terms of that certificate authority; needed for tls.acme.domains.',
      reload: 'live',
    }),
    challenge: option(z.enum(['http-01', 'tls-alpn-01']), {
      default: 'http-01',
      about:
        'How the domains are proven: by an answer on port 80 (see tls.acme.httpPort), or on port 443, to be led to a TLS port of any door.',
      reload: 'live',
    }),
    httpPort: option(whole(1, 65_535), {
      default: 80,
      about: 'The port that answers http-01; from outside it must be reached as port 80.',
      reload: 'live',
    }),
  },
  stsSeconds: option(duration('0s', '3650d'), {
    default: 0,
    about: 'How long IRC clients shall remember to come over TLS only (STS); 0 does not ask them to.',
    reload: 'live',
  }),
} as const
