/** Texts of voice messages, in English. */
export const voiceWords = {
  'voice.title': 'Voice message',
  'voice.asking': 'Your browser asks whether this page may use the microphone.',
  'voice.recording': 'Recording. Enter sends it, Escape throws it away.',
  'voice.ending': 'Less than a minute is left.',
  'voice.drop': 'Throw it away',
  'voice.again': 'Try again',

  'voice.left': 'It waited here: the microphone is off while you look at something else.',
  'voice.full': 'Ten minutes are the most. Send it, and go on with another one.',
  'voice.lost': 'The microphone has gone. This much was recorded.',
  'voice.said': 'Being sent…',

  'voice.refused':
    'This page may not use the microphone. Allow it in the settings of your browser, beside the address, and try again.',
  'voice.none': 'No microphone was found. Plug one in, and try again.',
  'voice.taken': 'The microphone is used by another program. Close that, and try again.',
  'voice.insecure':
    'Browsers record only on pages that come over https. Ask whoever runs this server, or attach a recording as a file.',
  'voice.unknown': 'This browser cannot record here. Attach a recording as a file instead.',
} as const
