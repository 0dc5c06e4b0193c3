/** The field one writes in: changes that the browser's own undo knows, and a height that follows the text. */

/** `text` takes the place of what stands from `from` to `until`; the caret is then behind it. Tells the field's listeners. */
export function replaceIn(
  field: HTMLTextAreaElement,
  place: { from: number; until: number },
  text: string,
): void {
  field.focus({ preventScroll: true })
  field.setSelectionRange(place.from, place.until)
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else keeps what Ctrl-Z takes back
  if (document.execCommand('insertText', false, text)) return
  field.setRangeText(text, place.from, place.until, 'end')
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** As high as the text, up to what the style allows. */
export function fitHeight(field: HTMLTextAreaElement): void {
  field.style.height = 'auto'
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
}

/** There the keyboard covers half of what one sees. */
export function isTouched(): boolean {
  return matchMedia('(pointer: coarse)').matches
}
