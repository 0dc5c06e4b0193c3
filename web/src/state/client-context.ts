/** The client, for the parts of the shell; messages and composer see only what `App` has. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Client } from './client.ts'

const ClientContext = createContext<Client | null>(null)
export const ClientProvider = ClientContext.Provider

export function useClient(): Client {
  const client = useContext(ClientContext)
  if (client === null) throw new Error('outside of the client')
  return client
}
