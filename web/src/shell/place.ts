/** What the tab and the header call the place where one is. */
import type { Client } from '../state/client.ts'

export function placeOf({ router, words }: Client): string {
  const route = router.route.value
  const { t } = words.value
  switch (route.is) {
    case 'channel':
      return `#${route.name}`
    case 'direct':
      return route.name
    case 'browse':
      return t('browse.title')
    case 'settings':
      return t('nav.settings')
    case 'moderation':
      return t('nav.moderation')
    case 'home':
      return ''
  }
}
