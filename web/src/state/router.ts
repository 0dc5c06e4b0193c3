/** Where in the client one is: paths of the page, and back. */
import { signal, type ReadonlySignal } from '@preact/signals'
import { parsePath, type Route } from './routes.ts'

export class Router {
  readonly #route = signal(parsePath(location.pathname))

  constructor() {
    window.addEventListener('popstate', () => this.#read())
  }

  get route(): ReadonlySignal<Route> {
    return this.#route
  }

  go(path: string): void {
    if (path !== location.pathname) history.pushState(null, '', path)
    this.#read()
  }

  replace(path: string): void {
    history.replaceState(null, '', path)
    this.#read()
  }

  #read(): void {
    this.#route.value = parsePath(location.pathname)
  }
}

/** Whether a click on a link is for the page itself, not for a new tab. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
}
