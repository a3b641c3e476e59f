import { isRedacted } from '../../core/record/redaction-marker';

/** A value of a record by its path: `requestParameters.targets[0].key`. */
export interface RecordLeaf {
  readonly path: string;
  readonly text: string;
  /** Whether a secret stood there. */
  readonly isMasked: boolean;
}

/** Values that are shown, and how deep: a record that is deeper is written by somebody who wants a page to hang. */
const MOST_LEAVES = 2_000;
const MOST_DEPTH = 60;

/** The values of a record in its order. `isCut` if there are more. */
export function leavesOf(record: unknown): { readonly leaves: readonly RecordLeaf[]; readonly isCut: boolean } {
  const leaves: RecordLeaf[] = [];
  add(leaves, record, '', 0);
  const isCut = leaves.length > MOST_LEAVES;
  return { leaves: leaves.slice(0, MOST_LEAVES), isCut };
}

function add(leaves: RecordLeaf[], value: unknown, path: string, depth: number): void {
  if (leaves.length > MOST_LEAVES) return;
  const isDeeper = typeof value === 'object' && value !== null && Object.keys(value).length > 0 && depth < MOST_DEPTH;
  if (!isDeeper) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    leaves.push({ path, text, isMasked: isRedacted(text) });
    return;
  }
  const isList = Array.isArray(value);
  for (const [key, each] of Object.entries(value)) {
    add(leaves, each, isList ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`, depth + 1);
  }
}
