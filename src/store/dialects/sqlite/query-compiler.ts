/** Kysely's queries in SQLite's words. */
import { InsertQueryNode, LimitNode, SqliteQueryCompiler } from 'kysely'
import { Placeholder } from '../../prepared.ts'

/**
 * SQLite built with STAT4 plans a query anew whenever a value is bound that its plan was chosen by, a limit always. Out
 * of sight, inside a SELECT, stands what is asked again and again, and every limit.
 */
export class PlannedOnce extends SqliteQueryCompiler {
  protected override appendValue(parameter: unknown): void {
    const isHidden = parameter instanceof Placeholder ? !this.#inserts() : isLimit(this.parentNode)
    if (isHidden) this.append('(select ')
    super.appendValue(parameter)
    if (isHidden) this.append(')')
  }

  /** Nothing of that is planned. */
  #inserts(): boolean {
    return this.nodeStack.some((node) => InsertQueryNode.is(node))
  }
}

function isLimit(node: SqliteQueryCompiler['parentNode']): boolean {
  return node !== undefined && LimitNode.is(node)
}
