/** What an attribute of a row has to contain, in words and as a test. */
export interface Expectation {
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

export const TEXT: Expectation = { expected: 'a text', holds: (value) => typeof value === 'string' };
export const NUMBER: Expectation = { expected: 'a number', holds: (value) => typeof value === 'number' };
export const TEXTS: Expectation = { expected: 'a list of texts', holds: (value) => isListOf(value, TEXT.holds) };
export const MARK: Expectation = { expected: 'true', holds: (value) => value === true };

/** A time that a clock can count from. */
export const TIME: Expectation = {
  expected: 'a time (ISO 8601)',
  holds: (value) => typeof value === 'string' && !Number.isNaN(Date.parse(value)),
};

/** One of a list of texts. */
export function oneOf(texts: readonly string[]): Expectation {
  return { expected: `one of ${texts.join(', ')}`, holds: (value) => texts.some((text) => text === value) };
}

/** Whether a value is a list of what a test holds for. */
export function isListOf(value: unknown, holds: (each: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(holds);
}
