import { FINDING_KINDS, type Finding, VERIFIED_KINDS, type Verification } from '../../core/integrity/verification';
import { safeJson } from '../../core/text/safe-text';
import { csvLine } from '../render/render-csv';
import { renderTable } from '../render/render-table';
import type { OutputFormat } from '../terminal/output';

const COLUMNS = ['valid', ...FINDING_KINDS] as const;

/** What a verification came to: all of it in JSON, counts elsewhere. */
export function renderVerification(verification: Verification, format: OutputFormat): string {
  switch (format) {
    case 'json':
    case 'ndjson':
      return `${safeJson(JSON.stringify(verification))}\n`;
    case 'csv':
      return [['what', ...COLUMNS], ...counts(verification)].map(csvLine).join('');
    case 'table':
      return renderTable(
        [{ title: 'WHAT' }, ...COLUMNS.map((name) => ({ title: name.toUpperCase() }))],
        counts(verification),
      );
  }
}

/** What a person has to be told, a line each: everything invalid or missing by name, and what speaks for or against nothing. */
export function verificationNotes(verification: Verification): readonly string[] {
  const named = VERIFIED_KINDS.flatMap((kind) =>
    (['invalid', 'missing'] as const).flatMap((found) =>
      verification[kind][found].map((finding) => `${kind}, ${found}: ${sentence(finding)}`),
    ),
  );
  const unsigned = VERIFIED_KINDS.filter((kind) => verification[kind].unsigned.length > 0).map(
    (kind) =>
      `${kind}, unsigned: ${verification[kind].unsigned.length}, of which nothing can be told (--output json lists them)`,
  );
  return [...named, ...verification.digests.gaps.map((gap) => `digests: ${sentence(gap)}`), ...unsigned];
}

function counts(verification: Verification): readonly (readonly string[])[] {
  return VERIFIED_KINDS.filter((kind) => kind !== 'rows' || verification.rows.compared).map((kind) => {
    const { valid, ...found } = verification[kind];
    return [kind, String(valid), ...FINDING_KINDS.map((name) => String(found[name].length))];
  });
}

function sentence({ subject, reason }: Finding): string {
  return `${subject}: ${reason}`;
}
