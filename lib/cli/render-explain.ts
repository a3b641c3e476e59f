import type { EventQuery } from '../core/query/event-query';
import { planQuery } from '../core/query/query-plan';
import { safeText } from './safe-text';

/** What one key condition cost to read. */
interface ReadCost {
  readonly table: string;
  readonly index?: string;
  readonly keyCondition: string;
  readonly pages: number;
  readonly items: number;
  readonly readUnits: number;
}

/** How a question was answered and what it cost, a line a key. */
export function explainLines(
  question: EventQuery,
  costs: { readonly queries: readonly ReadCost[]; readonly rowsByKey: number },
): readonly string[] {
  const lines = costs.queries.map(queryLine);
  const fetched = costs.rowsByKey > 0 ? [`fetched by key: ${costs.rowsByKey} rows, for their records`] : [];
  return [`answered by ${planQuery(question).by}`, ...lines, ...fetched];
}

function queryLine({ table, index, keyCondition, pages, items, readUnits }: ReadCost): string {
  const where = index === undefined ? `table ${table}` : `table ${table}, index ${index}`;
  return `${where}: ${safeText(keyCondition)}: pages ${pages}, items ${items}, read units ${readUnits}`;
}
