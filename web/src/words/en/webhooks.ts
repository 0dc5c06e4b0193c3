/** Texts of a channel's webhooks, in English. */
export const webhookWords = {
  'webhooks.title': 'Webhooks of #{channel}',
  'webhooks.by': 'by {by}, {at}',
  'webhooks.remove': 'Remove',
  'webhooks.remove-of': 'Remove {name}',
  'webhooks.remove-sure': 'Yes, remove it',
  'webhooks.removed': 'Removed.',

  'webhooks.incoming': 'Addresses that post here',
  'webhooks.incoming-hint': 'What a program posts to such an address is said here by a bot of its own.',
  'webhooks.incoming-none': 'None yet.',
  'webhooks.incoming-name': 'Name of the bot that speaks',
  'webhooks.incoming-create': 'New address',
  'webhooks.incoming-secret':
    'The address of {name}. Whoever knows it can post here. Keep it safe: it is not shown again.',
  'webhooks.incoming-question': 'Remove {name}? Its address leads nowhere then; what it said stays.',
  'webhooks.try': 'To try it:',
  'webhooks.hello': 'Hello',
  'webhooks.copy-try': 'Copy the command',
  'webhooks.copy-address': 'Copy the address',

  'webhooks.outgoing': 'Addresses that are told',
  'webhooks.outgoing-hint': 'What people say here from then on is sent to such an address.',
  'webhooks.outgoing-none': 'None yet.',
  'webhooks.outgoing-url': 'Address, https://…',
  'webhooks.outgoing-create': 'New webhook',
  'webhooks.outgoing-secret':
    'The secret that what is sent to {host} is signed with. Keep it safe: it is not shown again.',
  'webhooks.outgoing-question': 'Remove {name}? It is told nothing more then.',
  'webhooks.edited': 'Tell it of changed messages too',
  'webhooks.deleted': 'Tell it of deleted messages too',
  'webhooks.message.sent': 'messages',
  'webhooks.message.edited': 'changes',
  'webhooks.message.deleted': 'deletions',
  'webhooks.works': 'Delivering',
  'webhooks.failing': 'Nothing has got through since {at}; it is tried again',
  'webhooks.stopped': 'Given up {at}: nothing is sent any more. Remove it and make it anew',
} as const
