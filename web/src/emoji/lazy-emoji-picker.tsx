/** Stands for the emoji picker until it is loaded. */
import { lazily } from '../parts/lazily.tsx'

export const LazyEmojiPicker = lazily(async () => (await import('./emoji-picker.tsx')).EmojiPicker)
