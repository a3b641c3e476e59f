import { mergeOrdered } from '../flow/merge-ordered';
import type { RunStore } from '../ports/export/run-store';
import { byPartition, type Run } from './partition-runs';
import { type RunRow, runRows } from './run-reader';

/** How many bytes of all runs are in memory at once, and of one run at least and at most. */
const MOST_BYTES = 8 * 1024 * 1024;
const LEAST_BLOCK = 16 * 1024;
const LARGEST_BLOCK = 256 * 1024;

/** A row of one of several runs. */
export interface MergedRow extends RunRow {
  /** The place of its run among them. */
  readonly run: number;
}

/** The rows of several runs by partition, those of one partition in the order of the runs. `from` are offsets into the runs. */
export function mergeRuns(store: RunStore, runs: readonly Run[], from: readonly number[]): AsyncGenerator<MergedRow> {
  const block = Math.min(LARGEST_BLOCK, Math.max(LEAST_BLOCK, Math.floor(MOST_BYTES / Math.max(1, runs.length))));
  const sequences = runs.map((run, index) => numbered(runRows(store, run, from[index] ?? 0, block), index));
  return mergeOrdered(sequences, inOrder);
}

async function* numbered(rows: AsyncGenerator<RunRow>, run: number): AsyncGenerator<MergedRow> {
  for await (const row of rows) yield { ...row, run };
}

/** No two rows are equal: what `mergeOrdered` took for one would be lost. */
function inOrder(one: MergedRow, other: MergedRow): number {
  return byPartition(one, other) || one.run - other.run || one.end - other.end;
}
