/** The options of section `push`: calling people on browsers that are closed. */
import { z } from 'zod'
import { option } from '../option.ts'
import { list, nullable, patterned } from '../shapes.ts'

export const push = {
  enabled: option(z.boolean(), {
    default: true,
    about: 'Whether browsers that want it are called through the push services of their makers.',
    reload: 'restart',
  }),
  contact: option(
    nullable(
      patterned(
        /^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s/]\S*)$/,
        'must be a mailto: or https: address, such as mailto:operator@example.org',
      ),
    ),
    {
      default: null,
      about:
        'Whom a push service writes to when something is wrong; null for http.publicUrl, where that is https. Some services take no pushes without.',
      reload: 'restart',
    },
  ),
  allowedHosts: option(list(patterned(/^[^\s/]{1,260}$/, 'must be a host, or host:port'), 50), {
    default: [],
    about:
      'Push services in a network of your own, host or host:port; all others must be on the open internet, by https.',
    reload: 'live',
  }),
} as const
