import {
  FINDING_KINDS,
  VERIFIED_KINDS,
  type Verification,
  type VerificationFinding,
  type VerificationFindingKind,
  type VerifiedKind,
} from '../../core/integrity/verification';
import { type Answer, rowsTable } from '../render/answer';
import type { VerdictCheck } from '../verdict/verdict-check';

/** What was found of one kind of things, as a line of counts. */
type KindCounts = { readonly what: VerifiedKind } & Readonly<Record<'valid' | VerificationFindingKind, number>>;

const COUNTED = ['valid', ...FINDING_KINDS] as const;
const COLUMNS = ['what', ...COUNTED].map((name) => ({ title: name.toUpperCase() }));

/** The result of a verification: everything in JSON, counts in other formats. */
export function verificationAnswer(verification: Verification, check: VerdictCheck): Answer<KindCounts> {
  return {
    rows: counts(verification),
    fields: ['what', ...COUNTED],
    document: { check, ...verification },
    table: rowsTable(COLUMNS, (row) => [row.what, ...COUNTED.map((name) => String(row[name]))]),
  };
}

/**
 * What a person has to know, in a line each: everything invalid, missing or unreadable by name, and how much is
 * unsigned.
 */
export function verificationNotes(verification: Verification): readonly string[] {
  const named = VERIFIED_KINDS.flatMap((kind) =>
    (['invalid', 'missing', 'unreadable'] as const).flatMap((found) =>
      verification[kind][found].map((finding) => `${kind}, ${found}: ${sentence(finding)}`),
    ),
  );
  const unsigned = VERIFIED_KINDS.filter((kind) => verification[kind].unsigned.length > 0).map(
    (kind) =>
      `${kind}, unsigned: ${verification[kind].unsigned.length}, which nothing proves or disproves (--output json lists them)`,
  );
  return [...named, ...verification.digests.gaps.map((gap) => `digests: ${sentence(gap)}`), ...unsigned];
}

function counts(verification: Verification): readonly KindCounts[] {
  return VERIFIED_KINDS.filter((kind) => kind !== 'rows' || verification.rows.compared).map((what) => {
    const { valid, invalid, missing, unreadable, unsigned } = verification[what];
    return {
      what,
      valid,
      invalid: invalid.length,
      missing: missing.length,
      unreadable: unreadable.length,
      unsigned: unsigned.length,
    };
  });
}

function sentence({ subject, reason }: VerificationFinding): string {
  return `${subject}: ${reason}`;
}
