/** The top of the first page of a document, in its card. Says nothing to those who listen: what is written on it is in the file. */
import type { WireUpload } from '../../../src/protocols/api/wire.ts'
import './first-page.css'

export function FirstPage({ upload }: { readonly upload: WireUpload }) {
  const { preview, thumbnails } = upload
  const before = preview === null ? {} : { backgroundImage: `url("data:image/webp;base64,${preview}")` }
  return (
    <img
      class="first-page"
      style={before}
      src={thumbnails[0]?.address}
      srcset={thumbnails.map((small) => `${small.address} ${small.width}w`).join(', ')}
      sizes="22rem"
      alt=""
      decoding="async"
      draggable={false}
    />
  )
}
