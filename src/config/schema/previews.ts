/** The options of section `previews`: what messages show of the links in them. */
import { z } from 'zod'
import { option } from '../option.ts'
import { list, whole, word } from '../shapes.ts'
import { KiB, MiB } from '../sizes.ts'

export const previews = {
  enabled: option(z.boolean(), {
    default: true,
    about:
      'Whether this server looks at the links that people write and shows what is there; each channel can say no for itself. Those that are there stay.',
    reload: 'live',
  }),
  direct: option(z.boolean(), {
    default: true,
    about: 'Whether it does so in private conversations too.',
    reload: 'live',
  }),
  perMinute: option(whole(1, 10_000), {
    default: 20,
    about: 'Links of one person in a minute that are looked at; further ones get no preview.',
    reload: 'live',
  }),
  atOnce: option(whole(1, 100), {
    default: 4,
    about: 'Links that are looked at at the same time; the others wait.',
    reload: 'restart',
  }),
  seconds: option(whole(1, 60), {
    default: 8,
    about: 'Seconds for everything that belongs to one link: redirects, the page, its picture.',
    reload: 'live',
  }),
  pageBytes: option(whole(KiB, 16 * MiB), {
    default: 512 * KiB,
    about: 'Bytes of a page that are read, unpacked, to find its head.',
    reload: 'live',
  }),
  pictureBytes: option(whole(KiB, 64 * MiB), {
    default: 8 * MiB,
    about: 'Bytes of a picture, unpacked; larger ones are not shown.',
    reload: 'live',
  }),
  keepDays: option(whole(1, 365), {
    default: 7,
    about: 'Days for which what was found is taken for new links to the same address.',
    reload: 'live',
  }),
  retryMinutes: option(whole(1, 525_600), {
    default: 60,
    about: 'Minutes after which a link that led to nothing is asked again.',
    reload: 'live',
  }),
  allowedHosts: option(list(word(1, 260), 100), {
    default: [],
    about:
      'Hosts (name or name:port) that are looked at although they are inside a private network, or on another port than the usual ones: everybody who writes here can make the server ask them.',
    reload: 'live',
  }),
} as const
