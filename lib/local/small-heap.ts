import { setFlagsFromString } from 'node:v8';

/**
 * By how much V8 grows the space for new objects. By itself it makes it sixteen times as large while a process takes in one
 * batch after another, and the garbage in it, and what outlives it by a little, is half of all memory. It is a hint, which
 * limits nothing: what is needed is there. It takes more looks at new objects: a sixth of the time of `ingest`.
 */
const HINT = '--semi-space-growth-factor=1';

/**
 * By how much V8 lets the space for old objects grow past what was alive in it, in percent. By itself it lets it grow to a
 * multiple, so that batches of rows that are long written make up most of the memory of an export. A hint as well.
 */
const GROWTH_HINT = '--heap-growing-percent=50';

/** Lets garbage make up less of the memory of this process, for a run that holds batches of rows for a while. Call it before the run. */
export function keepGarbageSmall(): void {
  setFlagsFromString(GROWTH_HINT);
}

/** Keeps the memory of this process near what it needs, for a long run over many log files. Call it before the run. */
export function keepHeapSmall(): void {
  setFlagsFromString(HINT);
}
