import { isJsonObject, member } from '../../core/record/json';
import type { PackageCoverage } from './package-coverage';
import { PACKAGE_FILES } from './package-layout';

/** The coverage in a package is not what this program writes. */
export class MalformedCoverageError extends Error {
  constructor(reason: string) {
    super(`${PACKAGE_FILES.coverage}: ${reason}`);
    this.name = 'MalformedCoverageError';
  }
}

/** The coverage of a package, from its file. Throws `MalformedCoverageError`. */
export function readCoverage(text: string): PackageCoverage {
  const coverage = parsed(text);
  const [days, reconcile, notes] = ['days', 'reconcile', 'notes'].map((name) => member(coverage, name));
  if (!Array.isArray(days) || !days.every(isJsonObject)) throw new MalformedCoverageError('it has no list of days');
  const isTold = typeof member(reconcile, 'notDone') === 'string';
  const isDone = isJsonObject(member(reconcile, 'counts')) && Array.isArray(member(reconcile, 'wrong'));
  if (!isTold && !isDone) throw new MalformedCoverageError('it has no comparison of log files, and no reason why');
  if (!Array.isArray(notes) || !notes.every(isNote)) throw new MalformedCoverageError('it has no list of notes');
  return coverage as unknown as PackageCoverage;
}

function isNote(value: unknown): boolean {
  return typeof member(value, 'kind') === 'string' && typeof member(value, 'text') === 'string';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new MalformedCoverageError('it is no JSON');
  }
}
