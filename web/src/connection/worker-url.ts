/** The address of the service worker, in the form that a browser wants which takes scripts from a named policy only (see the server's `headers.ts`). */

const address = '/service-worker.js'

/** As much of it as is used: the types of the language do not know it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: () => string },
  ): { createScriptURL(asked: string): string }
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes
  }
}

/** Once for each page. Whatever is asked of the policy, it knows one address. */
export function workerUrl(): string {
  const policy = window.trustedTypes?.createPolicy('parlance-worker', { createScriptURL: () => address })
  return policy?.createScriptURL(address) ?? address
}
