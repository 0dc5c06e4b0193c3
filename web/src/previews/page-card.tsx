/** What a page says of itself, and a picture of it. All of it leads to the page. */
import type { WirePreview } from '../../../src/protocols/api/wire.ts'
import { isLinkTarget } from '../markdown/link-target.ts'
import { cardHeight } from './heights.ts'

export function PageCard({ preview }: { readonly preview: WirePreview }) {
  const { url, siteName, title, text, picture } = preview
  return (
    <a
      class="page-card"
      style={{ blockSize: `${cardHeight(preview)}px` }}
      {...(isLinkTarget(url) ? { href: url } : {})}
      target="_blank"
      rel="noopener noreferrer nofollow"
    >
      <span class="page-card__words">
        <span class="page-card__site">
          <bdi>{siteName}</bdi>
        </span>
        <strong class="page-card__title" dir="auto">
          {title ?? url}
        </strong>
        {text !== null && (
          <span class="page-card__text" dir="auto">
            {text}
          </span>
        )}
      </span>
      {picture !== null && <Aside picture={picture} />}
    </a>
  )
}

/** Says nothing that the words do not: it is left out for those who listen. */
function Aside({ picture }: { readonly picture: NonNullable<WirePreview['picture']> }) {
  const { preview, thumbnails } = picture
  const before = preview === null ? {} : { backgroundImage: `url("data:image/webp;base64,${preview}")` }
  return (
    <img
      class="page-card__picture"
      style={before}
      src={thumbnails[0]?.address}
      alt=""
      decoding="async"
      draggable={false}
    />
  )
}
