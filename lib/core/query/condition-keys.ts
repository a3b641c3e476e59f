import { isIP } from 'node:net';
import { type TermField, TRUNCATED_TERM, termKey } from '../rows/term-row';
import { version1TermKey } from '../rows/version-1/term-key';
import type { Key } from './condition';
import type { Partition } from './partition';
import { resourceSearches } from './resource-search';

/** The outcomes that are terms. Success is not a key, because most events succeed. */
const TROUBLED = ['denied', 'throttled', 'failed'] as const;

/** The partitions of a term for each value. */
export function byTerm(field: TermField): Key<readonly string[]> {
  return { by: field, partitions: (asked) => asked.flatMap((value) => term(field, value)) };
}

/**
 * The terms of resources, including those of the paths above a parameter, those of nodes that are only mentioned, and
 * the term of events with more terms than fit.
 */
export function resourceKeys(asked: readonly string[]): readonly Partition[] {
  if (asked.length === 0) return [];
  const ids = asked.flatMap(resourceSearches).map(({ id }) => id);
  return [
    ...ids.flatMap((id) => term('resource', id)),
    ...ids.flatMap((id) => term('mentions', id)),
    { table: 'terms', value: TRUNCATED_TERM },
  ];
}

/** The terms of event IDs. Older ones have the whole ID as it was written, which CloudTrail does in lower case. */
export function eventIdKeys(asked: readonly string[]): readonly Partition[] {
  return asked.flatMap((id) => [...term('eventID', id), ...term('eventID', id.toLowerCase())]);
}

/** Only addresses are terms. If a question also asks for `AWS Internal` or the name of a service, no key answers it. */
export function addressKeys(asked: readonly string[]): readonly Partition[] {
  if (!asked.every((address) => isIP(address) !== 0)) return [];
  return asked.flatMap((address) => term('sourceIPAddress', address));
}

/** The terms of error codes. For `any`, the terms of every outcome except success. */
export function errorKeys(asked: readonly string[]): readonly Partition[] {
  if (asked.includes('any')) return TROUBLED.flatMap((outcome) => term('outcome', outcome));
  return asked.flatMap((code) => term('error', code));
}

/** The partition of a term, and the one where older versions of the index have it, if that is another. */
function term(field: TermField, value: string): readonly Partition[] {
  const [key, older] = [termKey(field, value), version1TermKey(field, value)];
  return [
    { table: 'terms', value: key },
    ...(older === undefined || older === key
      ? []
      : [{ table: 'terms' as const, value: older, olderOnly: true as const }]),
  ];
}
