/** Texts of voice messages, in French. */
import type { voiceWords as english } from '../en/voice.ts'
import type { Translation } from '../words.ts'

export const voiceWords = {
  'voice.title': 'Message vocal',
  'voice.asking': 'Votre navigateur demande si cette page peut utiliser le micro.',
  'voice.recording': 'Enregistrement en cours. Entrée l’envoie, Échap le jette.',
  'voice.ending': 'Il reste moins d’une minute.',
  'voice.drop': 'Le jeter',
  'voice.again': 'Réessayer',

  'voice.left': 'Il a attendu ici : le micro est coupé pendant que vous regardez autre chose.',
  'voice.full': 'Dix minutes sont le maximum. Envoyez-le, puis continuez avec un autre.',
  'voice.lost': 'Le micro n’est plus là. Voici ce qui a été enregistré.',
  'voice.said': 'Envoi…',

  'voice.refused':
    'Cette page ne peut pas utiliser le micro. Autorisez-le dans les réglages du navigateur, à côté de l’adresse, puis réessayez.',
  'voice.none': 'Aucun micro n’a été trouvé. Branchez-en un, puis réessayez.',
  'voice.taken': 'Un autre programme utilise le micro. Fermez-le, puis réessayez.',
  'voice.insecure':
    'Les navigateurs n’enregistrent que sur les pages en https. Demandez à qui s’occupe du serveur, ou joignez un enregistrement comme fichier.',
  'voice.unknown': 'Ce navigateur ne peut pas enregistrer ici. Joignez un enregistrement comme fichier.',
} as const satisfies Translation<typeof english>
