/** Texts of files: shown, and on their way, in French. */
import type { fileWords as english } from '../en/files.ts'
import type { Translation } from '../words.ts'

export const fileWords = {
  'file.download': 'Enregistrer',
  'file.download-of': 'Enregistrer {name}',
  'file.gallery': 'Images',
  'file.place': '{at} sur {count}',
  'file.previous': 'Image précédente',
  'file.next': 'Image suivante',
  'file.about': '{type}, {size}',
  'file.unknown-type': 'fichier',

  'file.play': 'Lire {name}',
  'file.place-in': 'Position dans {name}',

  'file.show-all': 'Tout afficher',
  'file.show-all-of': 'Afficher {name} en entier',
  'file.not-shown': 'Impossible de l’afficher : pas de connexion, ou il a été supprimé.',

  'file.list': 'Fichiers à envoyer',
  'file.waiting': 'attend son tour',
  'file.coming': '{sent} sur {size}',
  'file.paused': 'en pause à {sent} sur {size}',
  'file.offline': 'attend la connexion',
  'file.done': 'arrivé',
  'file.progress': 'Combien de {name} est arrivé',
  'file.pause': 'Mettre {name} en pause',
  'file.resume': 'Reprendre {name}',
  'file.retry': 'Réessayer {name}',
  'file.remove': 'Ne pas envoyer {name}',
  'file.is-there': '{name} est arrivé.',
  'file.has-failed': '{name} : {problem}',

  'file.too-large': 'Cela fait {size} ; {limit} au plus sont possibles pour un fichier.',
  'file.no-room':
    'Cela fait {size}, et il vous reste {left} : supprimez des messages avec fichiers, ou demandez plus à l’opérateur.',
  'file.too-many': '{limit} fichiers au plus par message. Laissés de côté : {names}',
  'file.type-refused': 'Ce genre de fichier n’est pas pris ici, seulement : {allowed}.',
  'file.kind-image': 'images',
  'file.kind-audio': 'sons',
  'file.kind-video': 'vidéos',
  'file.kind-text': 'textes',
  'file.kind-pdf': 'PDF',
  'file.empty': 'Il est vide : il n’y a rien à montrer.',
  'file.unreadable': 'On ne peut plus le lire : il a été déplacé ou modifié. Choisissez-le de nouveau.',
  'file.left':
    'La page a été fermée avant que ces fichiers soient arrivés en entier : {names}. Choisissez-les de nouveau, et ils reprendront où ils en étaient.',
} as const satisfies Translation<typeof english>
