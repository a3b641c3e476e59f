import type { Pivot } from '../../core/story/story';

/** Commands that differ in a value alone and are shown: more are no longer to choose from. */
const MOST_ALIKE = 3;

/** Commands of which a screen shows all kinds, and how many are left out. */
export interface FoldedPivots {
  readonly pivots: readonly Pivot[];
  readonly leftOut: number;
}

/** The first commands of each kind, in their order. */
export function foldedPivots(pivots: readonly Pivot[]): FoldedPivots {
  const counts = new Map<string, number>();
  const shown = pivots.filter((pivot) => {
    const kind = kindOf(pivot);
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= MOST_ALIKE;
  });
  return { pivots: shown, leftOut: pivots.length - shown.length };
}

/** A command without its values. */
function kindOf({ command, flags }: Pivot): string {
  return [command, ...flags.map(([flag]) => flag)].join(' ');
}
