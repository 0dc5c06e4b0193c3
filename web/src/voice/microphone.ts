/** The microphone of this device, or why there is none. */

/** `refused`: by whoever looks at the page, or for them. `insecure`: browsers give none to pages without TLS. */
export type MicrophoneProblem = 'refused' | 'none' | 'taken' | 'insecure' | 'unknown'

export class NoMicrophoneError extends Error {
  readonly problem: MicrophoneProblem

  constructor(problem: MicrophoneProblem) {
    super(problem)
    this.name = 'NoMicrophoneError'
    this.problem = problem
  }
}

/** The browser asks first, and its answer may take its time. */
export async function openMicrophone(): Promise<MediaStream> {
  if (!('mediaDevices' in navigator) || !('MediaRecorder' in window))
    throw new NoMicrophoneError(isSecureContext ? 'unknown' : 'insecure')
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: true })
  } catch (error) {
    throw new NoMicrophoneError(problemOf(error))
  }
}

/** Its light goes out. */
export function closeMicrophone(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function problemOf(error: unknown): MicrophoneProblem {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'none'
  return name === 'NotReadableError' || name === 'AbortError' ? 'taken' : 'unknown'
}
