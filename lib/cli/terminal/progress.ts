import { showProgress } from './progress-line';

const SECOND_MS = 1_000;
const SECONDS_A_MINUTE = 60;
const SECONDS_AN_HOUR = 3_600;

/** Up to here, a rate has a digit behind its point. */
const SLOW_RATE = 10;

/** How far some work is. */
export interface Reached {
  readonly done: number;
  /** How much there is to do; undefined if nobody knows. */
  readonly total?: number | undefined;
  /** Which part of the work is done, from 0 to 1, if that is known although the total is not. */
  readonly part?: number | undefined;
  readonly elapsedMs: number;
}

/** Shows on a terminal how far one piece of work is: how much is done, how fast, and how long it still takes. */
export class Progress {
  private readonly started = Date.now();

  /** @param unit what is counted, in the plural: `files` */
  constructor(private readonly unit: string) {}

  /** Tells how much is done. */
  at(
    done: number,
    { total, part, note }: { total?: number | undefined; part?: number | undefined; note?: string } = {},
  ): void {
    showProgress(() => {
      const reached = { done, total, part, elapsedMs: Date.now() - this.started };
      return progressText(this.unit, reached) + (note === undefined ? '' : `, ${note}`);
    });
  }
}

/** The text of a line of progress: `1,234 of 5,000 files, 812/s, 5 s left`. */
export function progressText(unit: string, reached: Reached): string {
  const { done, total, elapsedMs } = reached;
  const of = total === undefined || total < done ? '' : ` of ${grouped(total)}`;
  const seconds = elapsedMs / SECOND_MS;
  const rate = seconds > 0 ? [`${rateText(done / seconds)}/s`] : [];
  const left = secondsLeft(reached);
  return [`${grouped(done)}${of} ${unit}`, ...rate, ...(left === undefined ? [] : [`${durationText(left)} left`])].join(
    ', ',
  );
}

/** What is still to do takes as long as what is done took. */
function secondsLeft({ done, total, part, elapsedMs }: Reached): number | undefined {
  const fraction = part ?? (total === undefined || total < done ? undefined : done / total);
  if (fraction === undefined || fraction <= 0 || fraction > 1) return undefined;
  return ((elapsedMs / SECOND_MS) * (1 - fraction)) / fraction;
}

function durationText(seconds: number): string {
  if (seconds < SECONDS_A_MINUTE) return `${Math.ceil(seconds)} s`;
  if (seconds < SECONDS_AN_HOUR) return `${Math.ceil(seconds / SECONDS_A_MINUTE)} min`;
  return `${(seconds / SECONDS_AN_HOUR).toFixed(1)} h`;
}

function rateText(rate: number): string {
  return rate < SLOW_RATE ? rate.toFixed(1) : grouped(Math.round(rate));
}

function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
