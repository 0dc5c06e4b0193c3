/** Texts of choosing an emoji, in French. */
import type { emojiWords as english } from '../en/emoji.ts'
import type { Translation } from '../words.ts'

export const emojiWords = {
  'emoji.recent': 'Utilisés récemment',
  'emoji.found': 'Trouvés',
  'emoji.smileys_emotion': 'Visages et émotions',
  'emoji.people_body': 'Personnes',
  'emoji.animals_nature': 'Animaux et nature',
  'emoji.food_drink': 'Nourriture et boissons',
  'emoji.travel_places': 'Voyages et lieux',
  'emoji.activities': 'Activités',
  'emoji.objects': 'Objets',
  'emoji.symbols': 'Symboles',
  'emoji.flags': 'Drapeaux',
  'emoji.search': 'Chercher un emoji',
  'emoji.none': 'Aucun ne porte ce nom.',
} as const satisfies Translation<typeof english>
