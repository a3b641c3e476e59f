import { type EventCost, totalUnits } from './event-cost';

/** Events of a kind, and their costs. */
export interface Group {
  readonly title: string;
  readonly costs: readonly EventCost[];
  /** What docs/cost.md calls them. Undefined if the page leaves them out. */
  readonly shown?: string;
  /** The most units that each of them is to write. */
  readonly most?: number;
}

/** The mean of a value over events. */
export function meanOf(costs: readonly EventCost[], value: (cost: EventCost) => number): number {
  return costs.reduce((sum, cost) => sum + value(cost), 0) / costs.length;
}

/** The rows of the table of docs/cost.md, in Markdown. */
export function shownRows(groups: readonly Group[]): readonly string[] {
  return groups.flatMap(({ shown, costs }) => (shown === undefined ? [] : [shownRow(shown, costs)]));
}

function shownRow(shown: string, costs: readonly EventCost[]): string {
  const mean = (value: (cost: EventCost) => number) => meanOf(costs, value);
  const means = [mean(({ events }) => events), mean(({ byPrincipal }) => byPrincipal), mean(({ terms }) => terms)];
  const most = Math.max(...costs.map(totalUnits));
  const cells = [...means, mean(totalUnits)].map((number) => number.toFixed(2));
  return `| ${[shown, grouped(costs.length), ...cells, most, grouped(mean(({ bytes }) => bytes))].join(' | ')} |`;
}

/** The page with these rows in place of its own, or undefined if it has no such table. */
export function withRows(page: string, rows: readonly string[]): string | undefined {
  const table = /(\| events +\| count +\|[^\n]*\n\|[-| ]*\|\n)(?:\|[^\n]*\n)*/;
  return table.test(page) ? page.replace(table, (_, head: string) => `${head}${rows.join('\n')}\n`) : undefined;
}

function grouped(number: number): string {
  return Math.round(number).toLocaleString('en-US');
}
