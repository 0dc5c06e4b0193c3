/** Makes PROXY headers of version 2 for tests. */

const signature = Buffer.from('0d0a0d0a000d0a515549540a', 'hex')

export function versionTwo(command: number, family: number, ...rest: readonly Buffer[]): Buffer {
  const after = Buffer.concat(rest)
  return Buffer.concat([
    signature,
    Buffer.from([command, family, after.length >> 8, after.length & 0xff]),
    after,
  ])
}
