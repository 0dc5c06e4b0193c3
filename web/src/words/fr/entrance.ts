/** Texts of the way in and of having been put out, in French. */
import type { entranceWords as english } from '../en/entrance.ts'
import type { Translation } from '../words.ts'

export const entranceWords = {
  'entrance.title': 'Se connecter à {server}',
  'entrance.title-new': 'Rejoindre {server}',
  'entrance.name': 'Nom',
  'entrance.password': 'Mot de passe',
  'entrance.show-password': 'Montrer le mot de passe',
  'entrance.hide-password': 'Cacher le mot de passe',
  'entrance.password-hint': 'Au moins {min} caractères.',
  'entrance.invite': "Code d'invitation",
  'entrance.invite-hint': "La personne qui vous a invité l'a reçu.",
  'entrance.email': 'Adresse électronique',
  'entrance.register': "S'inscrire",
  'entrance.sign-in': 'Se connecter',
  'entrance.as-guest': 'Visiter comme invité',
  'entrance.have-one': "J'ai un compte",
  'entrance.have-none': 'Je suis nouveau ici',
  'entrance.closed': 'On ne peut pas s’inscrire ici : demandez à qui tient ce serveur.',
  'entrance.first': 'Vous êtes la première personne ici.',
  'entrance.first-hint':
    'Inscrivez-vous ; puis, sur la machine du serveur, donnez-vous le rôle qui permet de le tenir :',
  'entrance.your-name': 'VOTRE-NOM',

  'out.kicked': 'Vous avez été expulsé',
  'out.banned': 'Vous êtes banni',
  'out.refused': 'Vous ne pouvez pas entrer',
  'out.by': 'Par {by}.',
  'out.reason': 'La raison : {reason}',
  'out.until': 'Vous pourrez revenir le {until}.',
  'out.in': "C'est dans {span}.",
  'out.now': 'Vous pouvez revenir maintenant.',
  'out.for-good': "Cela vaut jusqu'à ce que quelqu'un le lève.",
  'out.come-back': 'Revenir',
  'out.sign-in': 'Se connecter sous un autre nom',
} as const satisfies Translation<typeof english>
