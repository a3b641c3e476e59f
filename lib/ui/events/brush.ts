import type { Bar } from '../../core/explorer/bars';

/** Bars that somebody chooses: where it began, and where it is now, which may be before. */
export interface Brush {
  readonly from: number;
  readonly to: number;
}

/** The stretch of time that bars cover, and how many events they have. */
export interface BrushedSpan {
  readonly since: string;
  readonly until: string;
  readonly count: number;
}

/** What the chosen bars cover. */
export function brushedSpan(bars: readonly Pick<Bar, 'since' | 'until' | 'count'>[], { from, to }: Brush): BrushedSpan {
  const chosen = bars.slice(Math.min(from, to), Math.max(from, to) + 1);
  const count = chosen.reduce((sum, bar) => sum + bar.count, 0);
  return { since: chosen[0]?.since ?? '', until: chosen.at(-1)?.until ?? '', count };
}

/** The next choice by keys: another bar, or one bar more or less if it is extended. The first key chooses the first bar. */
export function moved(brush: Brush | undefined, step: number, isExtended: boolean, count: number): Brush {
  if (!brush) return { from: 0, to: 0 };
  const to = Math.max(0, Math.min(count - 1, brush.to + step));
  return { from: isExtended ? brush.from : to, to };
}
