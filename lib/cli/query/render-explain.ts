import type { QueryPlan } from '../../core/query/query-plan';
import { safeText } from '../../core/text/safe-text';

interface Cost {
  readonly pages: number;
  readonly items: number;
  readonly readUnits: number;
}

/** What one key condition cost to read. */
interface ReadCost extends Cost {
  readonly table: string;
  readonly index?: string;
  readonly keyCondition: string;
}

/** How a question was answered and what it cost, in a line for each key. */
export function explainLines(
  { by }: Pick<QueryPlan, 'by'>,
  costs: { readonly queries: readonly ReadCost[]; readonly rowsByKey: number; readonly unitsByKey: number },
): readonly string[] {
  const { queries, rowsByKey, unitsByKey } = costs;
  return [
    `answered by ${by}; other conditions filter what was read`,
    ...queries.map(queryLine),
    ...(queries.length > 1 ? [`all ${queries.length} keys: ${costText(inAll(queries))}`] : []),
    ...(rowsByKey > 0
      ? [`fetched by key: ${counted(rowsByKey, 'row')}, for record and evidence: ${counted(unitsByKey, 'read unit')}`]
      : []),
  ];
}

function queryLine({ table, index, keyCondition, ...cost }: ReadCost): string {
  const where = index === undefined ? `table ${table}` : `table ${table}, index ${index}`;
  return `${where}: ${safeText(keyCondition)}: ${costText(cost)}`;
}

function inAll(queries: readonly ReadCost[]): Cost {
  const sum = (of: keyof Cost) => queries.reduce((total, query) => total + query[of], 0);
  return { pages: sum('pages'), items: sum('items'), readUnits: sum('readUnits') };
}

function costText({ pages, items, readUnits }: Cost): string {
  return `${counted(pages, 'page')}, ${counted(items, 'item')}, ${counted(readUnits, 'read unit')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
