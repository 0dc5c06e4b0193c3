/** The options of section `uploads`: files that people bring. */
import { z } from 'zod'
import { option } from '../option.ts'
import { filePath, list, nullable, patterned, whole, word } from '../shapes.ts'
import { MiB } from '../sizes.ts'

const most = 1024 * 1024 * MiB

const endpoint = z
  .string()
  .refine((written) => /^https?:\/\/[^/@?#]+(\/[^@?#]*)?$/.test(written) && URL.canParse(written), {
    error:
      'must be an https:// or http:// address without a name and a password, such as https://s3.example.org',
  })

const s3 = {
  endpoint: option(nullable(endpoint), {
    default: null,
    about:
      'The address of a store that speaks S3, in which files are kept instead of the data folder, without the bucket; null for the data folder.',
    reload: 'restart',
  }),
  bucket: option(
    nullable(
      patterned(
        /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        'must be the name of a bucket: 3 to 63 small letters, digits, dots and hyphens',
      ),
    ),
    {
      default: null,
      about: 'The bucket, which must exist.',
      reload: 'restart',
    },
  ),
  region: option(word(1, 64), {
    default: 'us-east-1',
    about: 'The region of the bucket; stores that have none take any.',
    reload: 'restart',
  }),
  accessKey: option(nullable(word(1, 128)), {
    default: null,
    about: 'The access key (its public half) with which the store is asked.',
    reload: 'restart',
  }),
  secretKey: option(nullable(word(1, 256)), {
    default: null,
    about: 'The secret of that access key; better given by uploads.s3.secretKeyFile.',
    reload: 'restart',
    secret: true,
  }),
  secretKeyFile: option(nullable(filePath()), {
    default: null,
    about: 'The file with the secret of that access key, instead of uploads.s3.secretKey.',
    reload: 'restart',
  }),
  prefix: option(
    patterned(
      /^$|^[\w-][\w.-]*(\/[\w-][\w.-]*)*\/?$/,
      'must be words of letters, digits, dots, hyphens and underscores with slashes between them, such as chat/files',
    ),
    {
      default: '',
      about: 'What the names of all files in the bucket begin with, as a folder; empty for nothing.',
      reload: 'restart',
    },
  ),
  pathStyle: option(z.boolean(), {
    default: true,
    about:
      'Whether the bucket stands in the path of addresses (most stores); false puts it before the host name.',
    reload: 'restart',
  }),
} as const

const clamdPlace = z
  .string()
  .refine(
    (written) =>
      /^\/[^\p{Cc}]+$/u.test(written) ||
      (/^tcp:\/\/(\[[\da-fA-F:.]+\]|[\w.-]+):\d+$/.test(written) && URL.canParse(written)),
    {
      error:
        'must be tcp://HOST:PORT, such as tcp://127.0.0.1:3310, or the path of a socket, such as /run/clamav/clamd.ctl',
    },
  )

const scan = {
  clamd: option(nullable(clamdPlace), {
    default: null,
    about:
      "Where ClamAV's clamd is, which scans files before anybody else sees them: tcp://HOST:PORT, or the path of its socket; null: files are not scanned.",
    reload: 'live',
  }),
  seconds: option(whole(1, 3600), {
    default: 60,
    about:
      'Seconds that clamd has for one file; one of more than 100 MiB has as many again for each further 100 MiB.',
    reload: 'live',
  }),
  unscanned: option(z.enum(['refuse', 'keep']), {
    default: 'refuse',
    about:
      'What becomes of a file when clamd cannot be reached or does not answer: refuse (it can be tried again), or keep it as it is.',
    reload: 'live',
  }),
} as const

export const uploads = {
  enabled: option(z.boolean(), {
    default: true,
    about: 'Whether people can bring pictures and other files; those that are there stay.',
    reload: 'live',
  }),
  fileBytes: option(whole(1, most), {
    default: 100 * MiB,
    about: 'Bytes of one file.',
    reload: 'live',
  }),
  userBytes: option(whole(1, most), {
    default: 1024 * MiB,
    about: 'Bytes of all files of one person.',
    reload: 'live',
  }),
  totalBytes: option(whole(1, most), {
    default: 20 * 1024 * MiB,
    about: 'Bytes of all files together; smaller forms of pictures come on top.',
    reload: 'live',
  }),
  types: option(
    list(
      patterned(
        /^[a-z0-9][a-z0-9.+-]*\/(\*|[a-z0-9][a-z0-9.+-]*)$/,
        'must be a kind or type of files in small letters, such as image/*, text/* or application/pdf',
      ),
      100,
    ),
    {
      default: [],
      about:
        'What files may be by their content, as image/*, audio/*, text/* or application/pdf; empty for everything. What nobody knows is application/octet-stream.',
      reload: 'live',
    },
  ),
  unsaidHours: option(whole(1, 8760), {
    default: 24,
    about: 'Hours after which a file that nothing was said with, or that never came whole, is removed.',
    reload: 'live',
  }),
  shared: option(z.boolean(), {
    default: false,
    about:
      'With several servers: whether the folder uploads in the data folder is the same one for all of them, as on a network file system.',
    reload: 'restart',
  }),
  scan,
  s3,
} as const
