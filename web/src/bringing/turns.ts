/** Whose turn it is: a few come at once, and those that were interrupted go on when the server is there again. */
import { effect, untracked, type ReadonlySignal } from '@preact/signals'
import type { BroughtFile } from './brought-file.ts'

/** A browser has six connections to a server; the page needs some itself. */
const mostAtOnce = 3
const again = 3000
/** A dead connection says nothing of it, often for minutes. */
const patience = 20_000
const look = 5000

/** Until what it answers is called. */
export function takeTurns(files: () => readonly BroughtFile[], isOpen: ReadonlySignal<boolean>): () => void {
  const endings = [
    effect(() => startNext(files(), isOpen.value)),
    effect(() => goOnLater(files())),
    followConnection(files, isOpen),
    watch(files),
  ]
  return () => {
    for (const end of endings) end()
  }
}

function startNext(files: readonly BroughtFile[], isOpen: boolean): void {
  const coming = files.filter(({ way }) => way.value.is === 'coming')
  const waiting = files.filter(({ way }) => way.value.is === 'waiting')
  if (!isOpen) return
  untracked(() => {
    for (const file of waiting.slice(0, Math.max(0, mostAtOnce - coming.length))) file.start()
  })
}

/** The page may have its connection although the file has lost its own: something in between was restarted, or the server is busy. */
function goOnLater(files: readonly BroughtFile[]): (() => void) | undefined {
  const lost = files.filter(({ way }) => way.value.is === 'offline')
  if (lost.length === 0) return
  const timer = setTimeout(() => lost.forEach((file) => file.goOn()), again)
  return () => clearTimeout(timer)
}

function followConnection(files: () => readonly BroughtFile[], isOpen: ReadonlySignal<boolean>): () => void {
  let lostAt = 0
  const interrupt = (before: number): void => files().forEach((file) => file.interrupt(before))
  const goOn = (): void => files().forEach((file) => file.goOn())
  const ended = new AbortController()
  const { signal } = ended
  window.addEventListener('offline', () => interrupt(Infinity), { signal })
  window.addEventListener('online', goOn, { signal })
  const end = effect(() => {
    if (!isOpen.value) lostAt = Date.now()
    else
      untracked(() => {
        interrupt(lostAt)
        goOn()
      })
  })
  return () => {
    ended.abort()
    end()
  }
}

/** Of what has come whole the answer may take its time: the server looks at it first. */
function watch(files: () => readonly BroughtFile[]): () => void {
  return effect(() => {
    if (!files().some(({ way }) => way.value.is === 'coming')) return
    const timer = setInterval(() => {
      for (const file of files()) if (file.sent.peek() < file.size) file.interrupt(Date.now() - patience)
    }, look)
    return () => clearInterval(timer)
  })
}
