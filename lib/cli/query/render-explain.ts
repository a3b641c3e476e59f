import { type AnswerNote, note } from '../../app/completeness/answer-note';
import type { ReadCost, ReadCosts } from '../../app/ports/readable-store';
import type { PlannedQuery } from '../../core/query/planned-query';
import type { QueryPlan } from '../../core/query/query-plan';
import { safeText } from '../../core/text/safe-text';

/** What something cost to read. Only DynamoDB counts units. */
type Cost = Pick<ReadCost, 'pages' | 'items' | 'readUnits'>;

/** How a question was answered and what it cost, in a line for each key. */
export function explainLines({ by }: Pick<QueryPlan, 'by'>, costs: ReadCosts): readonly string[] {
  const { queries, rowsByKey, unitsByKey } = costs;
  return [
    `answered by ${by}; other conditions filter what was read`,
    ...queries.map(queryLine),
    ...(queries.length > 1 ? [`all ${queries.length} keys: ${costText(inAll(queries))}`] : []),
    ...(rowsByKey > 0
      ? [`fetched by key: ${counted(rowsByKey, 'row')}, for record and evidence${unitsText(unitsByKey, ': ')}`]
      : []),
  ];
}

/**
 * What a search for text cost, if no key narrowed it down: every record of the window was read. Empty for any other
 * question.
 */
export function searchNotes({ plan: { by }, query }: PlannedQuery, { queries }: ReadCosts): readonly AnswerNote[] {
  if (by !== 'catalogue' || query.contains.length === 0) return [];
  const { items, readUnits } = inAll(queries);
  return [
    note(
      `--contains has no key, so that all ${counted(items, 'event')} of the window were read${unitsText(readUnits, ', for ')}; another condition or a smaller window reads less`,
    ),
  ];
}

function queryLine({ table, index, keyCondition, ...cost }: ReadCost): string {
  const where = index === undefined ? `table ${table}` : `table ${table}, index ${index}`;
  return `${where}: ${safeText(keyCondition)}: ${costText(cost)}`;
}

function inAll(queries: readonly ReadCost[]): Cost {
  const sum = (of: keyof Cost) => queries.reduce((total, query) => total + (query[of] ?? 0), 0);
  const isCounted = queries.some(({ readUnits }) => readUnits !== undefined);
  return { pages: sum('pages'), items: sum('items'), ...(isCounted && { readUnits: sum('readUnits') }) };
}

function costText({ pages, items, readUnits }: Cost): string {
  return `${counted(pages, 'page')}, ${counted(items, 'item')}${unitsText(readUnits, ', ')}`;
}

function unitsText(units: number | undefined, separator: string): string {
  return units === undefined ? '' : `${separator}${counted(units, 'read unit')}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
