/**
 * Gives memory back at once that nobody will look at any more. Left to the collector, it comes back for 64 MB at a time, while
 * everything else stands still: a file of a gigabyte would stop the chat sixteen times.
 */

/** Only bytes that fill their buffer: others may lie beside them. */
export function releaseBytes({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
