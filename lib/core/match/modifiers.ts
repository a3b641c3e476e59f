import { UTF16_ENCODINGS } from './encoded-text';
import { MatchError } from './match-error';
import { COMPARISONS } from './number-test';
import { REGEX_FLAGS } from './regular-expression';
import { TIME_PARTS } from './time-part';

/** Modifiers that say how all values of a test count together, wherever they stand in the chain. */
export const TEST_MODIFIERS = ['all', 'neq', 'cased'] as const;
export type TestModifier = (typeof TEST_MODIFIERS)[number];

/** Modifiers that change each value in the order they are written (Sigma 2.1, modifiers appendix). */
export const VALUE_MODIFIERS = [
  'contains',
  'startswith',
  'endswith',
  'exists',
  're',
  ...REGEX_FLAGS,
  'cidr',
  ...COMPARISONS,
  ...TIME_PARTS,
  'fieldref',
  'windash',
  'base64',
  'base64offset',
  ...UTF16_ENCODINGS,
] as const;
export type ValueModifier = (typeof VALUE_MODIFIERS)[number];

/** What stands before the colon of a test: a field, or none for a keyword search, and modifiers in order. */
export interface TestKey {
  readonly field: string | undefined;
  readonly valueModifiers: readonly ValueModifier[];
  readonly testModifiers: ReadonlySet<TestModifier>;
}

/**
 * Reads `field|modifier|modifier`; `|all` is a keyword search. Throws a `MatchError` for a modifier that is unknown, or
 * known to Sigma but not to this system: never one is passed over.
 */
export function parseTestKey(key: string): TestKey {
  const [field = '', ...modifiers] = key.split('|');
  const unknown = modifiers.find((each) => !isTestModifier(each) && !isValueModifier(each));
  if (unknown !== undefined) throw new MatchError(`modifier ${JSON.stringify(unknown)}`, problemOf(unknown));
  return {
    field: field === '' ? undefined : field,
    valueModifiers: modifiers.filter(isValueModifier),
    testModifiers: new Set(modifiers.filter(isTestModifier)),
  };
}

function isTestModifier(name: string): name is TestModifier {
  return TEST_MODIFIERS.some((known) => known === name);
}

function isValueModifier(name: string): name is ValueModifier {
  return VALUE_MODIFIERS.some((known) => known === name);
}

function problemOf(modifier: string): string {
  if (modifier === 'expand') return 'placeholders are not supported; write the values out';
  return `unknown, expected one of ${[...TEST_MODIFIERS, ...VALUE_MODIFIERS].join(', ')}`;
}
