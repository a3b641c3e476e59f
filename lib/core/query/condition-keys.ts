import { isIP } from 'node:net';
import type { TermField } from '../rows/term-row';
import { termKey } from '../rows/term-row';
import type { Key } from './condition';
import type { Partition } from './partition';
import { resourceSearches } from './resource-search';

/** Outcomes that are terms: success is what most events are, and no key. */
const TROUBLED = ['denied', 'throttled', 'failed'] as const;

/** The partitions of a term for each value, which `termValue` makes of what is asked. */
export function byTerm(
  field: TermField,
  termValue: (asked: string) => string = (asked) => asked,
): Key<readonly string[]> {
  return { by: field, partitions: (asked) => asked.map((value) => term(field, termValue(value))) };
}

/** The terms of resources, those of the paths above a parameter among them. */
export function resourceKeys(asked: readonly string[]): readonly Partition[] {
  return asked.flatMap(resourceSearches).map(({ id }) => term('resource', id));
}

/** Addresses alone are terms: where `AWS Internal` or a service's name is asked for too, no key answers. */
export function addressKeys(asked: readonly string[]): readonly Partition[] {
  if (!asked.every((address) => isIP(address) !== 0)) return [];
  return asked.map((address) => term('sourceIPAddress', address));
}

/** The terms of error codes; for `any`, of every outcome that is no success. */
export function errorKeys(asked: readonly string[]): readonly Partition[] {
  if (asked.includes('any')) return TROUBLED.map((outcome) => term('outcome', outcome));
  return asked.map((code) => term('error', code));
}

function term(field: TermField, value: string): Partition {
  return { table: 'terms', value: termKey(field, value) };
}
