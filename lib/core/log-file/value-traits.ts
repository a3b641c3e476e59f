import { NO_NAMES, SOURCE_HINT, START, UNFINISHED, ValueEnd, type ValueTraits } from './value-end';

/** A scanner for values that a chunk's border cuts. The other scanner keeps its chunk loaded. */
let scanning: ValueEnd | undefined;

/** What a scan that watches names tells of a value that stands in one piece. */
export function traitsOf(value: Buffer, names: readonly Buffer[] = NO_NAMES): ValueTraits {
  scanning ??= new ValueEnd();
  scanning.watch(names);
  scanning.load(value, undefined);
  const end = scanning.scan(0, START, SOURCE_HINT.other);
  if (end === value.length) return scanning.traits;
  return { hint: SOURCE_HINT.damaged, hasSpaces: true, flawAt: flawAt(scanning, end, value) };
}

/** Where a text stops being one value. */
function flawAt(scan: ValueEnd, end: number, value: Buffer): number {
  if (end >= 0) return end;
  return end === UNFINISHED ? value.length : scan.brokenAt;
}
