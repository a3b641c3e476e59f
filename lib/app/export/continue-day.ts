import { type DayCounts, dayListText, readDayList } from '../../core/export/export-files';
import type { ExportableEvent } from '../../core/export/export-form';
import type { Deadline } from '../ports/deadline';
import type { UnfinishedDay } from '../ports/export/export-states';
import { readDay, writeDay } from './day-list';
import { countsAfter, type ExportDependencies, keptAmong, placedRow } from './export-days';
import { mergeRuns } from './merge-runs';
import { PartitionRuns } from './partition-runs';
import { type WrittenPartition, writePartitions } from './write-partitions';

/** What an export of a day in several invocations needs. */
export interface ContinuedDependencies extends ExportDependencies {
  /** The events from a time on up to the end of a day, in the order of their time. */
  readonly events: (since: string, until: string) => AsyncIterable<ExportableEvent>;
}

/** A day that is exported, or as far as time allowed. */
export type ContinuedDay =
  | { readonly isDone: false; readonly work: UnfinishedDay }
  | {
      readonly isDone: true;
      readonly counts: DayCounts;
      readonly events: number;
      /** Partitions whose earlier file had more events than there are now, and was left in its place. */
      readonly kept: readonly WrittenPartition[];
    };

/** How many milliseconds have to remain to go on: the largest partition is written in less. */
const LEAST_MS = 120_000;

/** Goes on with the export of a day: first reads its events into sorted runs, then writes partition after partition. */
export async function continueDay(
  deps: ContinuedDependencies,
  work: UnfinishedDay,
  deadline: Deadline,
): Promise<ContinuedDay> {
  const read = work.offsets ? work : await readOn(deps, work, deadline);
  if (!read.offsets) return { isDone: false, work: read };
  return writeOn(deps, { ...read, offsets: read.offsets }, deadline);
}

/** Reads as far as time allows. A run ends between two seconds, so that reading goes on at a time. */
async function readOn(deps: ContinuedDependencies, work: UnfinishedDay, deadline: Deadline): Promise<UnfinishedDay> {
  const runs = new PartitionRuns(deps.runs, `${work.day}-`, work.runs);
  let second: string | undefined;
  for await (const found of deps.events(work.readUpTo ?? beginningOf(work.day), endOf(work.day))) {
    const isNext = second !== undefined && found.event.eventTime !== second;
    second = found.event.eventTime;
    const isLate = deadline.remainingMs() < LEAST_MS;
    if (isNext && (runs.isFull || isLate)) await runs.flush();
    if (isNext && isLate && second !== undefined) return { ...work, runs: runs.runs, readUpTo: second };
    const row = placedRow(deps, found);
    if (row) runs.add(row);
  }
  await runs.flush();
  return { ...work, runs: runs.runs, offsets: runs.runs.map(() => 0) };
}

async function writeOn(
  deps: ContinuedDependencies,
  work: UnfinishedDay & { readonly offsets: readonly number[] },
  deadline: Deadline,
): Promise<ContinuedDay> {
  const { day, runs } = work;
  const before = await readDay(deps.target, day);
  const offsets = [...work.offsets];
  const written: WrittenPartition[] = [];
  const rows = mergeRuns(deps.runs, runs, work.offsets);
  const least = (partition: string) => before.get(partition) ?? 0;
  const onRow = ({ run, end }: { readonly run: number; readonly end: number }) => {
    offsets[run] = end;
  };
  for await (const partition of writePartitions(deps, day, rows, least, onRow)) {
    written.push(partition);
    const isMore = offsets.some((offset, run) => offset < (runs[run]?.bytes ?? 0));
    if (isMore && deadline.remainingMs() < LEAST_MS) {
      const lists = [...work.lists, await noted(deps, work, written)];
      return { isDone: false, work: { ...work, offsets, lists } };
    }
  }
  return finished(deps, work, before, [...(await earlier(deps, work)), ...written]);
}

async function finished(
  deps: ContinuedDependencies,
  { day, runs, lists }: UnfinishedDay,
  before: DayCounts,
  written: readonly WrittenPartition[],
): Promise<ContinuedDay> {
  const counts = countsAfter(before, written);
  await writeDay(deps.target, day, counts);
  await deps.runs.remove([...runs.map(({ name }) => name), ...lists]);
  const events = written.reduce((sum, each) => sum + each.events, 0);
  return { isDone: true, counts, events, kept: keptAmong(before, written) };
}

/** Notes beside the runs which partitions are written, with how many events were found: there may be very many. */
async function noted(
  { runs }: ContinuedDependencies,
  { day, lists }: UnfinishedDay,
  written: readonly WrittenPartition[],
): Promise<string> {
  const name = `${day}-written-${lists.length}`;
  const text = dayListText(new Map(written.map(({ partition, events }) => [partition, events])));
  await runs.write(name, onePiece(Buffer.from(text)));
  return name;
}

async function* onePiece(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** A list is read whole: it has a line for each partition. */
const MOST_LIST_BYTES = 256 * 1024 * 1024;

async function earlier(
  { runs, target }: ContinuedDependencies,
  { day, lists }: UnfinishedDay,
): Promise<readonly WrittenPartition[]> {
  const before = await readDay(target, day);
  const found: WrittenPartition[] = [];
  for (const name of lists) {
    const text = Buffer.from(await runs.read(name, 0, MOST_LIST_BYTES)).toString();
    for (const [partition, events] of readDayList(name, text)) {
      const kept = before.get(partition) ?? 0;
      found.push({ partition, events, ...(events < kept && { kept }) });
    }
  }
  return found;
}

function beginningOf(day: string): string {
  return `${day}T00:00:00Z`;
}

function endOf(day: string): string {
  const date = new Date(beginningOf(day));
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().replace('.000Z', 'Z');
}
