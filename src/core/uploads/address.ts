/** Where a file is found: an address that nobody can guess, and that says what it leads to. */

export function filePath({ key, name }: { readonly key: string; readonly name: string }): string {
  return `/files/${key}/${encodeURIComponent(name)}`
}

/** Where whoever has a permit brings files: `curl -T FILE` puts the name behind it. */
export function permitPath(permit: string): string {
  return `/api/uploads/by/${permit}/`
}

/** A smaller form of a picture, so many pixels wide. */
export function thumbnailPath(key: string, width: number): string {
  return `/files/${key}/small/${width}`
}
