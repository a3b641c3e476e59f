import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * By how much V8 grows the space for new objects. By itself it makes it sixteen times as large while a process takes in one
 * batch after another, and the garbage in it, and what outlives it by a little, is half of all memory. It is a hint, which
 * limits nothing: what is needed is there.
 */
const newObjectsHint = (factor: number) => `--semi-space-growth-factor=${factor}`;

/**
 * How many bytes of new objects a long run has room for between two looks at them, twice that of memory. In the megabyte that
 * V8 begins with, a batch of records is alive at dozens of looks, which take a sixth of the time of `ingest`.
 */
const ROOM = 4 * 1024 * 1024;

/** V8 makes room once what stayed alive filled the room that there is. It has had these objects by then, each of a KB. */
const MOST_TO_HOLD = 64 * 1024;
const HELD_AT_ONCE = 256;

/** Threads that look at new objects together take longer, all told, than one alone. */
const ONE_LOOKS = '--no-parallel-scavenge';

/**
 * By how much V8 lets the space for old objects grow past what was alive in it, in percent: a hint as well. By itself it lets
 * it grow to a multiple, so that rows that are long written make up most of the memory of an export, and of 40,000 more events
 * in a store of 75,000 a sixth of that of `ingest` (143 MB, now 124, for 2 % more time; at 50 percent 121 MB, for 6 %).
 */
const growthHint = (percent: number) => `--heap-growing-percent=${percent}`;

/** V8 marks what is alive bit by bit, as it does by itself: a short run has it wait until memory is full. */
const EARLY_HINT = '--incremental-marking';

/**
 * Lets garbage make up less of the memory of this process, for a run that holds batches of rows for a while. Call it before
 * that, and after `expectShortRun`, of whose room for new objects an export as OCSF would fill 60 MB with garbage.
 */
export function keepGarbageSmall(): void {
  for (const hint of [growthHint(50), EARLY_HINT, newObjectsHint(1)]) setFlagsFromString(hint);
}

/** Keeps the memory of this process near what it needs, for a long run over many log files. Call it before the run. */
export function keepHeapSmall(): void {
  for (const hint of [growthHint(100), ONE_LOOKS]) setFlagsFromString(hint);
  makeRoom();
}

/** Has V8 make the space for new objects as large as `ROOM` once, and then leave it so. */
function makeRoom(): void {
  const held: unknown[] = [];
  setFlagsFromString(newObjectsHint(Math.max(1, Math.ceil(ROOM / roomForNewObjects()))));
  while (roomForNewObjects() < ROOM / 2 && held.length < MOST_TO_HOLD) {
    for (let nth = 0; nth < HELD_AT_ONCE; nth += 1) held.push(new Array(128).fill(nth));
  }
  setFlagsFromString(newObjectsHint(1));
}

function roomForNewObjects(): number {
  const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  return Math.max(1, (space?.space_used_size ?? 0) + (space?.space_available_size ?? 0));
}
