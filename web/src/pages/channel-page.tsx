/** A channel or private conversation: its header, what was said, where one writes, and what stands beside. */
import { useEffect, useMemo } from 'preact/hooks'
import { Composer } from '../composer/composer.tsx'
import { MessageLog } from '../messages/message-log.tsx'
import { useClient } from '../state/client-context.ts'
import type { Route } from '../state/routes.ts'
import { ChannelHeader } from '../shell/channel-header.tsx'
import { SidePanel } from '../shell/side-panel.tsx'
import { lazily } from '../parts/lazily.tsx'
import './channel-page.css'

const NotInChannel = lazily(async () => (await import('./not-in-channel.tsx')).NotInChannel)
const NotWritten = lazily(async () => (await import('./not-written.tsx')).NotWritten)

type ChannelRoute = Extract<Route, { is: 'channel' | 'direct' }>

export function ChannelPage({ route }: { readonly route: ChannelRoute }) {
  const { chat } = useClient()
  const own = route.is === 'direct' ? chat.directWith(route.name) : chat.channelNamed(route.name)
  if (own !== undefined) return <Shown id={own.channel.id} message={route.message} />
  return route.is === 'direct' ? (
    <NotWritten key={route.name} name={route.name} />
  ) : (
    <NotInChannel key={route.name} name={route.name} />
  )
}

function Shown({ id, message }: { readonly id: string; readonly message: string | null }) {
  const client = useClient()
  const { chat } = client
  const view = useMemo(() => chat.openView(id), [chat, id])
  const isOpen = client.connection.state.value.is === 'open'
  useEffect(() => {
    chat.current.value = id
    return () => {
      if (chat.current.peek() === id) chat.current.value = null
    }
  }, [chat, id])
  useEffect(() => {
    const showing = isOpen ? view?.show(message === null ? null : { message }) : view?.showKept()
    showing?.catch(client.complain)
  }, [view, message, isOpen])
  const own = chat.channels.get(id)
  if (view === null || own === undefined) return null
  return (
    <div class="channel">
      <main class="main channel__main" id="main" tabIndex={-1}>
        <ChannelHeader own={own} />
        <MessageLog key={id} channel={view} />
        <Composer key={`${id} composer`} channel={view} />
      </main>
      <SidePanel view={view} own={own} />
    </div>
  )
}
