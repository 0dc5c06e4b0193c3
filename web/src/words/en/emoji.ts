/** Texts of choosing an emoji, in English. */
export const emojiWords = {
  'emoji.recent': 'Used last',
  'emoji.found': 'Found',
  'emoji.smileys_emotion': 'Faces and feelings',
  'emoji.people_body': 'People',
  'emoji.animals_nature': 'Animals and nature',
  'emoji.food_drink': 'Food and drink',
  'emoji.travel_places': 'Travel and places',
  'emoji.activities': 'Activities',
  'emoji.objects': 'Objects',
  'emoji.symbols': 'Symbols',
  'emoji.flags': 'Flags',
  'emoji.search': 'Find an emoji',
  'emoji.none': 'None goes by that name.',
} as const
