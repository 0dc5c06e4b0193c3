/** Texts of a channel's webhooks, in French. */
import type { webhookWords as english } from '../en/webhooks.ts'
import type { Translation } from '../words.ts'

export const webhookWords = {
  'webhooks.title': 'Webhooks de #{channel}',
  'webhooks.by': 'par {by}, {at}',
  'webhooks.remove': 'Supprimer',
  'webhooks.remove-of': 'Supprimer {name}',
  'webhooks.remove-sure': 'Oui, le supprimer',
  'webhooks.removed': 'Supprimé.',

  'webhooks.incoming': 'Adresses qui publient ici',
  'webhooks.incoming-hint':
    "Ce qu'un programme envoie à une telle adresse est dit ici par un robot qui lui est propre.",
  'webhooks.incoming-none': "Aucune pour l'instant.",
  'webhooks.incoming-name': 'Nom du robot qui parle',
  'webhooks.incoming-create': 'Nouvelle adresse',
  'webhooks.incoming-secret':
    "L'adresse de {name}. Qui la connaît peut publier ici. Gardez-la bien : elle ne sera plus montrée.",
  'webhooks.incoming-question':
    "Supprimer {name} ? Son adresse ne mènera plus nulle part ; ce qu'il a dit reste.",
  'webhooks.try': "Pour l'essayer :",
  'webhooks.hello': 'Bonjour',
  'webhooks.copy-try': 'Copier la commande',
  'webhooks.copy-address': "Copier l'adresse",

  'webhooks.outgoing': 'Adresses averties',
  'webhooks.outgoing-hint': 'Ce que les gens disent ici dès lors est envoyé à une telle adresse.',
  'webhooks.outgoing-none': "Aucune pour l'instant.",
  'webhooks.outgoing-url': 'Adresse, https://…',
  'webhooks.outgoing-create': 'Nouveau webhook',
  'webhooks.outgoing-secret':
    'Le secret qui signe ce qui est envoyé à {host}. Gardez-le bien : il ne sera plus montré.',
  'webhooks.outgoing-question': 'Supprimer {name} ? Plus rien ne lui sera envoyé.',
  'webhooks.edited': "L'avertir aussi des messages modifiés",
  'webhooks.deleted': "L'avertir aussi des messages supprimés",
  'webhooks.message.sent': 'messages',
  'webhooks.message.edited': 'modifications',
  'webhooks.message.deleted': 'suppressions',
  'webhooks.works': 'Envoi en ordre',
  'webhooks.failing': "Rien n'est passé depuis le {at} ; de nouveaux essais suivent",
  'webhooks.stopped': "Abandonné le {at} : plus rien n'est envoyé. Supprimez-le et refaites-le",
} as const satisfies Translation<typeof english>
