import type { StackOutputs } from '../../contract/stack-outputs';
import type { VerdictCheck } from '../verdict/verdict-check';

/** The files of a package that answer its question, beside those that prove them (`lib/app/evidence`). */
export const PACKAGE_FILES = {
  question: 'question.json',
  events: 'events.ndjson',
  table: 'events.csv',
  report: 'report.html',
  coverage: 'coverage.json',
  verification: 'verification.json',
} as const;

/** What a package says of its question, of who asked which store, and when. */
export interface PackagedQuestion extends VerdictCheck {
  /** The words of the question, as `ssm-audit query` takes them. */
  readonly words: readonly string[];
  /** By which key the store answered. */
  readonly plan: string;
  readonly events: number;
  /** How a deployed stack indexes. A local store indexes everything. */
  readonly indexing?: StackIndexing;
}

/** The outputs of a stack that say how it indexes. */
export type StackIndexing = Pick<StackOutputs, 'KeptRecords' | 'RetentionDays' | 'GuardedStack'>;

/** The text of a file of a package that is one JSON document. */
export function jsonText(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
