import type { TextTest } from './text-test';

/** The modifiers that compare numbers. */
export const COMPARISONS = ['lt', 'lte', 'gt', 'gte'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/**
 * A test that holds for text that is a number on the right side of a bound; text that is no number is on neither side.
 * Whole numbers are compared digit for digit, others as doubles.
 */
export function numberTest(comparison: Comparison, bound: string): TextTest {
  return (text) => isNumber(text) && HOLDS[comparison](compareNumbers(text, bound));
}

/** Whether text is a number as JSON or a rule writes it: `-1`, `3306`, `1.5`, `1e3`. */
export function isNumber(text: string): boolean {
  return text.length <= MAX_NUMBER_LENGTH && /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text);
}

/** Characters: far beyond any number of a log record, and short enough that a hostile one costs nothing to read. */
const MAX_NUMBER_LENGTH = 100;

const HOLDS: Record<Comparison, (order: number) => boolean> = {
  lt: (order) => order < 0,
  lte: (order) => order <= 0,
  gt: (order) => order > 0,
  gte: (order) => order >= 0,
};

function compareNumbers(left: string, right: string): number {
  const whole = WHOLE.test(left) && WHOLE.test(right);
  const [a, b] = whole ? [BigInt(left), BigInt(right)] : [Number(left), Number(right)];
  return a < b ? -1 : Number(a > b);
}

/** Exact in any length, where a double would round. */
const WHOLE = /^[-+]?\d+$/;
