/** Puts messages that were copied by their rows into the search index. */
import type { Transaction } from '../../transaction.ts'
import type { SearchIndex } from './capabilities.ts'

export async function indexCopied(
  transaction: Transaction,
  index: SearchIndex,
  { from, upTo }: { readonly from: number; readonly upTo: number },
): Promise<void> {
  const texts = await transaction
    .selectFrom('messages')
    .select(['id', 'text'])
    .where('seq', '>=', from)
    .where('seq', '<=', upTo)
    .where('kind', '!=', 'topic')
    .where('deleted_at', 'is', null)
    .execute()
  if (texts.length > 0) await index.add(transaction, texts)
}
