/** What the tab shows: the place, and by number and colour of the icon what is unread. */

export interface TabState {
  readonly server: string
  readonly place: string
  readonly any: boolean
  readonly mentions: number
}

export function titleFor({ server, place, any, mentions }: TabState): string {
  const mark = mentions > 0 ? `(${mentions}) ` : any ? '• ' : ''
  return mark + (place === '' ? server : `${place} · ${server}`)
}

export function iconFor({ any, mentions }: Pick<TabState, 'any' | 'mentions'>): string {
  if (mentions > 0) return '/icon-mention.svg'
  return any ? '/icon-unread.svg' : '/icon.svg'
}

export function showTab(tab: TabState): void {
  document.title = titleFor(tab)
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const icon = iconFor(tab)
  if (link !== null && link.getAttribute('href') !== icon) link.href = icon
}
