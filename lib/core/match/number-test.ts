import type { TextTest } from './text-test';

/** The modifiers that compare numbers. */
export const COMPARISONS = ['lt', 'lte', 'gt', 'gte'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/**
 * A test that holds for a number on the right side of a bound. Text that is not a number is on neither side. Compares
 * whole numbers digit for digit, and others as doubles.
 */
export function numberTest(comparison: Comparison, bound: string): TextTest {
  return (text) => isNumber(text) && HOLDS[comparison](compareNumbers(text, bound));
}

/** Whether text is a number as JSON or a rule writes it: `-1`, `3306`, `1.5`, `1e3`. */
export function isNumber(text: string): boolean {
  return text.length <= MAX_NUMBER_LENGTH && /^[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text);
}

/**
 * The most characters: far more than any number in a log record has, and so few that a hostile one costs nothing to
 * read.
 */
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

/** This is exact at any length, while a double would round. */
const WHOLE = /^[-+]?\d+$/;
