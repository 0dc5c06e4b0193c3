/** Signs by name: the common ones at once, all of them as soon as they are loaded. */
import { signal, type ReadonlySignal } from '@preact/signals'
import type { AllEmoji } from './all-emoji.ts'
import { shortNames } from './short-names.ts'

export interface EmojiBook {
  /** Null until `load` is through. */
  readonly all: ReadonlySignal<AllEmoji | null>
  /** May be called often; a load that fails (no connection) is tried again at the next call. */
  load(): void
  /** Whoever reads this while drawing is drawn again once more signs are known. */
  signOf(name: string): string | null
}

export function createEmojiBook(): EmojiBook {
  const all = signal<AllEmoji | null>(null)
  let isLoading = false
  return {
    all,
    load() {
      if (isLoading || all.value !== null) return
      isLoading = true
      void import('./all-emoji.ts')
        .then(({ createAllEmoji }) => (all.value = createAllEmoji()))
        .catch(() => undefined)
        .finally(() => (isLoading = false))
    },
    signOf(name) {
      const folded = name.toLowerCase()
      const short = Object.hasOwn(shortNames, folded) ? shortNames[folded] : undefined
      return short ?? all.value?.byName.get(folded) ?? null
    },
  }
}

/** `:names:` in what is about to be sent become signs, so that those who read it elsewhere see them too. Code is left alone. */
export function withSigns(text: string, signOf: (name: string) => string | null): string {
  const code = /```[^]*?(?:```|$)|`[^`\n]*`/g
  let written = ''
  let from = 0
  for (const { 0: block, index } of text.matchAll(code)) {
    written += signed(text.slice(from, index), signOf) + block
    from = index + block.length
  }
  return written + signed(text.slice(from), signOf)
}

function signed(text: string, signOf: (name: string) => string | null): string {
  return text.replace(
    /(?<![\w:/]):([a-z0-9_+-]{1,64}):(?![\w:])/gi,
    (whole, name: string) => signOf(name) ?? whole,
  )
}

/** Whether a text is nothing but one to three signs: those are shown large. */
export function isOnlyEmoji(text: string): boolean {
  return text.length <= 60 && /^(?:\p{RGI_Emoji}\s*){1,3}$/v.test(text)
}
