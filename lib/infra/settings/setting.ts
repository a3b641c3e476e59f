import { Token } from 'aws-cdk-lib';

/** One configurable value: its default, its accepted form, and how to read it. */
export interface Setting<T> {
  readonly fallback: T;
  /** The accepted form, completing the sentence "expected …". */
  readonly expected: string;
  readonly parse: Parse<T>;
}

/** How to read each option of a topic. */
export type Settings<Options> = { readonly [key in keyof Options]: Setting<Options[key]> };

/** Reads a value of the CDK context. Gives `undefined` if it is not acceptable. */
export type Parse<T> = (given: unknown) => T | undefined;

/**
 * Text that a pattern accepts as a whole, or text that CloudFormation fills in later, such as the ARN of another
 * construct.
 */
export function textMatching(pattern: RegExp): Parse<string> {
  return (given) =>
    typeof given === 'string' && (Token.isUnresolved(given) || pattern.test(given)) ? given : undefined;
}

/** One of a closed set of words. */
export function oneOf<Word extends string>(words: readonly Word[]): Parse<Word> {
  return (given) => words.find((word) => word === given);
}

/** Only digits. Other numbers of JSON, such as `1e3`, are typing errors in text. */
const DIGITS = /^(?:0|[1-9]\d*)$/;

/** A whole number between two bounds, both included. */
export function wholeNumber(least: number, most: number): Parse<number> {
  return (given) => {
    const value = typeof given === 'string' ? numberOf(given) : given;
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;
  };
}

function numberOf(digits: string): number | undefined {
  return DIGITS.test(digits) ? Number(digits) : undefined;
}

/** Yes or no. */
export function trueOrFalse(given: unknown): boolean | undefined {
  const value = jsonValue(given);
  return typeof value === 'boolean' ? value : undefined;
}

/** A list of at most `most` different values. */
export function listOf<Item extends string>(parse: Parse<Item>, most: number): Parse<readonly Item[]> {
  return (given) => {
    const value = jsonValue(given);
    if (!Array.isArray(value) || value.length > most || new Set(value).size < value.length) return undefined;
    const items = value.map((item: unknown) => parse(item));
    return items.every((item) => item !== undefined) ? items : undefined;
  };
}

/** An object of at most `most` names, each with a number. */
export function countByName(name: RegExp, count: Parse<number>, most: number): Parse<Readonly<Record<string, number>>> {
  return (given) => {
    const value = jsonValue(given);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const entries = Object.entries(value).map(
      ([key, item]) => [key, name.test(key) ? count(item) : undefined] as const,
    );
    const valid = entries.length <= most && entries.every(([, item]) => item !== undefined);
    return valid ? (Object.fromEntries(entries) as Record<string, number>) : undefined;
  };
}

/**
 * `--context key=value` always gives text, which contains numbers, lists and objects as JSON. Gives `undefined` for
 * text that is not JSON.
 */
export function jsonValue(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}
