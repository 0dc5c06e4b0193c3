/** Random words that all nodes share, made by whichever asks first. */
import { randomWord } from '../lib/digest.ts'
import { type Dialect, isUniqueViolation } from './dialects/dialect.ts'

const secretBytes = 32

export async function secret({ db }: Dialect, name: string): Promise<string> {
  const query = db.selectFrom('secrets').select('value').where('name', '=', name)
  const kept = await query.executeTakeFirst()
  if (kept !== undefined) return kept.value
  try {
    await db
      .insertInto('secrets')
      .values({ name, value: randomWord(secretBytes) })
      .execute()
  } catch (error) {
    // Another node was first: its word counts.
    if (!isUniqueViolation(error)) throw error
  }
  return (await query.executeTakeFirstOrThrow()).value
}
