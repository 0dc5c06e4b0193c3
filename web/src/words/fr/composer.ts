/** Texts of the composer, in French. */
import type { composerWords as english } from '../en/composer.ts'
import type { Translation } from '../words.ts'

export const composerWords = {
  'composer.label': 'Message à {name}',
  'composer.send': 'Envoyer',
  'composer.save': 'Enregistrer',
  'composer.cancel': 'Annuler',
  'composer.emoji': 'Emoji',
  'composer.attach': 'Ajouter des fichiers',
  'composer.camera': 'Prendre une photo',
  'composer.voice': 'Enregistrer un message vocal',
  'composer.drop': 'Déposez des fichiers ici pour les ajouter à votre message.',
  'composer.no-folders': 'On ne peut pas envoyer de dossiers : compressez-les d’abord en un fichier.',
  'composer.no-guests': 'Il faut un compte pour envoyer des fichiers.',
  'composer.mend-files': 'Non envoyé : réessayez les fichiers qui ne sont pas arrivés, ou retirez-les.',
  'composer.replying': 'Réponse à {name}',
  'composer.editing': 'Modification de votre message',
  'composer.left': { one: '{count} caractère restant', other: '{count} caractères restants' },
  'composer.too-long': { one: '{count} caractère de trop', other: '{count} caractères de trop' },
  'composer.completions': 'Suggestions',
  'composer.typing-one': '{name} écrit…',
  'composer.typing-two': '{name} et {other} écrivent…',
  'composer.typing-more': { one: '{count} personne écrit…', other: '{count} personnes écrivent…' },
  'composer.not-done': 'Non fait : {problem}',
} as const satisfies Translation<typeof english>
