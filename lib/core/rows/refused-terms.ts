import { createHash } from 'node:crypto';
import type { Outcome } from '../record/outcome';

/**
 * A call that did not succeed is found by its outcome and its role with one term, because each term is a write unit. The
 * calls of roles are spread over as many partitions as a hexadecimal digit has values. So a question by role reads a
 * sixteenth of them beside the role's own partition, and a question by outcome reads all.
 */
const DIGITS = [...'0123456789abcdef'];

/** The outcomes that are terms. Success is not a key, because most events succeed. */
export const REFUSED_OUTCOMES = ['denied', 'throttled', 'failed'] as const satisfies readonly Outcome[];

/** The value of the term of an outcome for a call by this role, if any: `denied#7`. Undefined for a success. */
export function refusedTerm(outcome: Outcome, role: string | undefined): string | undefined {
  if (outcome === 'success') return undefined;
  return role === undefined ? outcome : `${outcome}#${digitOf(role)}`;
}

/** The values of all terms of an outcome. */
export function refusedTerms(outcome: Outcome): readonly string[] {
  return [outcome, ...DIGITS.map((digit) => `${outcome}#${digit}`)];
}

/** The values of the terms that calls of a role have that did not succeed. */
export function refusedTermsOfRole(role: string): readonly string[] {
  return REFUSED_OUTCOMES.map((outcome) => `${outcome}#${digitOf(role)}`);
}

function digitOf(role: string): string {
  return createHash('sha256').update(role).digest('hex').slice(0, 1);
}
