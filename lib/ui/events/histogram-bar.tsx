import type { Bar } from '../../core/explorer/bars';
import { plural, shownSpan } from '../parts/numbers';

interface BarProps {
  readonly bar: Bar;
  readonly height: number;
  readonly href: string;
  readonly isIn: boolean;
  /** Whether the key Tab stops here: at one bar of all. */
  readonly isStop: boolean;
}

/** Left free between bars, in pixels, where they are wide enough. */
const GAP = 1;
const LEAST_WIDTH = 3;

/** A bar of the histogram: a link to its window. */
export function HistogramBar({ bar, height, href, isIn, isStop }: BarProps) {
  const { x, width, since, until, parts, caught } = bar;
  const text = barText(bar);
  const drawn = width > LEAST_WIDTH ? width - GAP : width;
  return (
    <a
      class={isIn ? 'bar chosen' : 'bar'}
      href={href}
      tabIndex={isStop ? 0 : -1}
      aria-label={`${shownSpan(since, until)}: ${text}`}
      draggable={false}
    >
      <title>{`${shownSpan(since, until)}\n${text}`}</title>
      <rect class="hit" x={x} y={0} width={width} height={height} />
      {parts.map(({ outcome, y, height: tall }) => (
        <rect key={outcome} class={`part ${outcome}`} x={x} y={y} width={drawn} height={tall} />
      ))}
      {parts
        .filter(({ outcome }) => outcome !== 'success')
        .map(({ outcome, y, height: tall }) => (
          <rect key={outcome} fill={`url(#pattern-${outcome})`} x={x} y={y} width={drawn} height={tall} />
        ))}
      {caught > 0 && <path class="caught" d={`M${x + drawn / 2 - 3} -7h6l-3 5z`} />}
    </a>
  );
}

/** What is in a bar, in words. */
export function barText({ count, parts, caught }: Bar): string {
  const others = parts.filter(({ outcome }) => outcome !== 'success').map((part) => `${part.count} ${part.outcome}`);
  return [plural(count, 'event'), ...others, ...(caught > 0 ? [`${caught} caught by a rule`] : [])].join(', ');
}

/** What is laid over the colours of outcomes, so that none is told by its colour alone. */
export function Patterns() {
  return (
    <defs>
      <pattern id="pattern-denied" width="4" height="4" patternUnits="userSpaceOnUse">
        <path class="stroke" d="M0 4L4 0" />
      </pattern>
      <pattern id="pattern-throttled" width="4" height="4" patternUnits="userSpaceOnUse">
        <circle class="dot" cx="2" cy="2" r="1" />
      </pattern>
      <pattern id="pattern-failed" width="4" height="4" patternUnits="userSpaceOnUse">
        <path class="stroke" d="M0 2H4" />
      </pattern>
    </defs>
  );
}
