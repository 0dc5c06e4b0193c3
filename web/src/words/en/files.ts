/** Texts of files: shown, and on their way, in English. */
export const fileWords = {
  'file.download': 'Save',
  'file.download-of': 'Save {name}',
  'file.gallery': 'Pictures',
  'file.place': '{at} of {count}',
  'file.previous': 'Previous picture',
  'file.next': 'Next picture',
  'file.about': '{type}, {size}',
  'file.unknown-type': 'file',

  'file.play': 'Play {name}',
  'file.place-in': 'Place in {name}',

  'file.show-all': 'Show all',
  'file.show-all-of': 'Show all of {name}',
  'file.not-shown': 'It could not be shown: there is no connection, or it was deleted.',

  'file.list': 'Files to send',
  'file.waiting': 'waiting for its turn',
  'file.coming': '{sent} of {size}',
  'file.paused': 'paused at {sent} of {size}',
  'file.offline': 'waiting for the connection',
  'file.done': 'there',
  'file.progress': 'How much of {name} is there',
  'file.pause': 'Pause {name}',
  'file.resume': 'Go on with {name}',
  'file.retry': 'Try {name} again',
  'file.remove': 'Do not send {name}',
  'file.is-there': '{name} is there.',
  'file.has-failed': '{name}: {problem}',

  'file.too-large': 'That is {size}; at most {limit} are possible for one file.',
  'file.no-room':
    'That is {size}, and you have {left} left: delete messages with files, or ask the operator for more.',
  'file.too-many': 'At most {limit} files go with one message. Not taken: {names}',
  'file.type-refused': 'Files of this kind are not taken here, only: {allowed}.',
  'file.kind-image': 'pictures',
  'file.kind-audio': 'sounds',
  'file.kind-video': 'videos',
  'file.kind-text': 'texts',
  'file.kind-pdf': 'PDF',
  'file.empty': 'It is empty: there is nothing to show.',
  'file.unreadable': 'It cannot be read any more: it was moved or changed. Choose it again.',
  'file.left':
    'The page was closed before these files had come whole: {names}. Choose them again, and they go on where they were.',
} as const
