import { isIP } from 'node:net';
import { OUTCOMES, type Outcome } from '../record/outcome';
import { outcomeOfCode } from '../record/outcome-of-record';
import { isNodeId } from '../resources/managed-node';
import { keyOfAccount, keysOfAccounts, REFUSED_OUTCOMES, refusedTerms, refusedTermsOfRole } from '../rows/spread-terms';
import { roleAccount, roleName, type TermField, TRUNCATED_TERM, termKey } from '../rows/term-row';
import { version1TermKey } from '../rows/version-1/term-key';
import type { Key } from './condition';
import type { Partition } from './partition';
import { resourceSearches } from './resource-search';

/** The partitions of a term for each value, of a field whose terms are not spread. */
export function byTerm(field: Exclude<TermField, 'actor' | 'role'>): Key<readonly string[]> {
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

/** The terms of actors, in all partitions that accounts are spread over. A node is of one account, and has one. */
export function actorKeys(asked: readonly string[]): readonly Partition[] {
  return asked.flatMap((actor) => (isNodeId(actor) ? term('actor', actor) : term('actor', actor, keysOfAccounts)));
}

/**
 * The terms of roles, and those of their calls that did not succeed: the outcome's, shared with other roles. An ARN has
 * the account, so it needs one of the partitions that accounts are spread over.
 */
export function roleKeys(asked: readonly string[]): readonly Partition[] {
  return asked.flatMap((role) => [
    ...term('role', role, spreadOf(role)),
    ...refusedTermsOfRole(roleName(role)).flatMap((value) => term('outcome', value)),
  ]);
}

/** The terms of an outcome, all that roles are spread over. */
export function outcomeKeys(outcome: Outcome): readonly Partition[] {
  return refusedTerms(outcome).flatMap((value) => term('outcome', value));
}

/** The terms of outcomes. Success has no key, because most calls succeed. */
export function outcomesKeys(asked: readonly string[]): readonly Partition[] {
  if (asked.includes('success')) return [];
  return OUTCOMES.filter((outcome) => asked.includes(outcome)).flatMap(outcomeKeys);
}

/**
 * The terms of the outcomes that error codes mean. For `any`, those of every outcome except success. A code that means
 * success has no key.
 */
export function errorKeys(asked: readonly string[]): readonly Partition[] {
  const outcomes = [...new Set(asked.map(outcomeOfCode))];
  if (outcomes.includes('success')) return [];
  if (asked.includes('any')) return REFUSED_OUTCOMES.flatMap(outcomeKeys);
  return [...outcomes.flatMap(outcomeKeys), ...asked.flatMap((code) => olderTerm(version1TermKey('error', code)))];
}

function spreadOf(role: string): (key: string) => readonly string[] {
  const account = roleAccount(role);
  return account === undefined ? keysOfAccounts : (key) => [keyOfAccount(key, account)];
}

/** The partitions of a term, and the one where older versions of the index have it, if that is another. */
function term(
  field: TermField,
  value: string,
  spread: (key: string) => readonly string[] = (key) => [key],
): readonly Partition[] {
  const [keys, older] = [spread(termKey(field, value)), version1TermKey(field, value)];
  const now = keys.map((key): Partition => ({ table: 'terms', value: key }));
  return older !== undefined && keys.includes(older) ? now : [...now, ...olderTerm(older)];
}

function olderTerm(value: string | undefined): readonly Partition[] {
  return value === undefined ? [] : [{ table: 'terms', value, olderOnly: true }];
}
