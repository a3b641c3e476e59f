import { createHash } from 'node:crypto';
import type { Outcome } from '../record/outcome';

/**
 * A call that did not succeed is found by its outcome and its role with one term, because each term is a write unit. The
 * calls of roles are spread over as many partitions as a hexadecimal digit has values. So a question by role reads a
 * sixteenth of them beside the role's own partition, and a question by outcome reads all.
 */
const DIGITS = [...'0123456789abcdef'];

/**
 * Over how many partitions the terms of an actor or a role are spread. Accounts of an organization often give a role one
 * name, and a partition takes 1,000 write units a second. A question by the name reads all of them, so there are few.
 */
const PARTS = 4;

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

/** The key of a term of an actor or a role for calls of an account: `role=deploy#3`. */
export function keyOfAccount(key: string, account: string): string {
  return `${key}#${createHash('sha256').update(account).digest().readUInt8(0) % PARTS}`;
}

/** The keys of a term of an actor or a role for all accounts. */
export function keysOfAccounts(key: string): readonly string[] {
  return Array.from({ length: PARTS }, (_, part) => `${key}#${part}`);
}

function digitOf(role: string): string {
  return createHash('sha256').update(role).digest('hex').slice(0, 1);
}
