import { renderTable } from '../lib/cli/render/render-table';
import { isSystemsManagerSource } from '../lib/core/record/event-source';
import { generatedCorpus } from '../samples/generated-corpus';
import type { SampleLogFile } from '../samples/log-file';
import { sampleDeliveries } from '../samples/sample-deliveries';
import { type CostPart, costOfMillion, type MeanCost, meanCost } from './cost-model';
import { type EventCost, eventCost } from './event-cost';
import { WORK_COSTS } from './work-cost';

/** A fleet, of which two thirds are heartbeats and the like. */
const FLEET = { seed: 1, files: 5, recordsPerFile: 1_000, systemsManagerShare: 1, from: '2026-03-02T00:00:00Z' };

/** What the same events cost before the tables had a class, Terms had no recovery and the agent's rows were packed. */
const BEFORE = { fleet: 36.7, people: 56.1 } as const;

/** Events of a kind, as the table calls them. */
export type CostedKind = keyof typeof BEFORE;

let means: Readonly<Record<CostedKind, MeanCost>> | undefined;

/** The means of each kind: a fleet, and what people do to one resource. */
export function meansByKind(): Readonly<Record<CostedKind, MeanCost>> {
  means ??= {
    fleet: meanCost(costsOf(generatedCorpus(FLEET))),
    people: meanCost(costsOf(sampleDeliveries()).filter(isOfPeople)),
  };
  return means;
}

function isOfPeople({ row }: EventCost): boolean {
  return !row.marks?.agent && row.resources?.length === 1;
}

/** What a million events of each kind cost, part by part. */
export function costsByKind(): Readonly<Record<CostedKind, readonly CostPart[]>> {
  const { fleet, people } = meansByKind();
  return { fleet: costOfMillion(fleet), people: costOfMillion(people) };
}

/** What a report is of: indexing a million events and keeping them, or what a stack does with them besides. */
export const REPORTS = ['index', 'verify', 'export', 'rebuild'] as const;

/** One of them. */
export type CostReport = (typeof REPORTS)[number];

/** The arithmetic of a million events of each kind, as text: indexed, and kept for as long as the settings say, or worked on. */
export function costReport(of: CostReport): string {
  if (of === 'index') {
    const kinds = Object.entries(costsByKind()) as [CostedKind, readonly CostPart[]][];
    return kinds.map(([kind, parts]) => table(kind, parts, [['before', '', money(BEFORE[kind])]])).join('\n');
  }
  const { fleet, people } = meansByKind();
  return [table('fleet', WORK_COSTS[of](fleet)), table('people', WORK_COSTS[of](people))].join('\n');
}

/** The sum of some parts, in dollars. */
export function total(parts: readonly CostPart[]): number {
  return parts.reduce((sum, { dollars }) => sum + dollars, 0);
}

function table(kind: CostedKind, parts: readonly CostPart[], more: readonly (readonly string[])[] = []): string {
  const lines = parts.map(({ part, arithmetic, dollars }) => [part, arithmetic, money(dollars)]);
  const sums = [['all', '', money(total(parts))], ...more];
  const titles = [kind.toUpperCase(), 'HOW', 'DOLLARS'];
  return renderTable(
    titles.map((title) => ({ title })),
    [...lines, ...sums],
  );
}

function costsOf(files: Iterable<SampleLogFile>): readonly EventCost[] {
  return [...files].flatMap(({ key, records }) =>
    records
      .filter((record) => isSystemsManagerSource(record['eventSource']))
      .flatMap((record) => eventCost(record, key) ?? []),
  );
}

function money(dollars: number): string {
  return dollars.toFixed(2).padStart('DOLLARS'.length);
}
