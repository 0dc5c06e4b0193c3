/** One thing is heard at a time: whatever else on the page plays is halted. */
export function quietenOthers(playing: HTMLMediaElement): void {
  for (const other of document.querySelectorAll<HTMLMediaElement>('audio, video'))
    if (other !== playing && !other.paused) other.pause()
}
