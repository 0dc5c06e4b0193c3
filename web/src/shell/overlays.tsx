/** What lies over the page, loaded when it is first opened. */
import { lazily } from '../parts/lazily.tsx'
import { useClient } from '../state/client-context.ts'

const Switcher = lazily(async () => (await import('../panels/switcher.tsx')).Switcher)
const Shortcuts = lazily(async () => (await import('../panels/shortcuts.tsx')).Shortcuts)
const PersonCard = lazily(async () => (await import('../panels/person-card.tsx')).PersonCard)
const CreateChannel = lazily(async () => (await import('../panels/create-channel.tsx')).CreateChannel)
const EditChannel = lazily(async () => (await import('../panels/edit-channel.tsx')).EditChannel)
const Invite = lazily(async () => (await import('../panels/invite.tsx')).Invite)
const Webhooks = lazily(async () => (await import('../panels/webhooks.tsx')).Webhooks)

export function Overlays() {
  const { overlay } = useClient()
  const shown = overlay.value
  const close = () => {
    if (overlay.peek() === shown) overlay.value = null
  }
  switch (shown?.is) {
    case 'switcher':
      return <Switcher onClose={close} />
    case 'shortcuts':
      return <Shortcuts onClose={close} />
    case 'person':
      return <PersonCard key={shown.name} name={shown.name} onClose={close} />
    case 'create-channel':
      return <CreateChannel onClose={close} />
    case 'edit-channel':
      return <EditChannel key={shown.channel} channel={shown.channel} onClose={close} />
    case 'invite':
      return <Invite key={shown.channel} channel={shown.channel} onClose={close} />
    case 'webhooks':
      return <Webhooks key={shown.channel} channel={shown.channel} onClose={close} />
    case 'drawer':
    case undefined:
      return null
  }
}
