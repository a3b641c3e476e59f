import { digitsOf } from '../../core/explorer/exact-numbers';
import { isRedacted } from '../../core/record/redaction-marker';

/** A value of a record under its key, with the values in it if it is an object or a list. */
export interface RecordNode {
  /** Where it stands: `requestParameters.targets[0].key`. */
  readonly path: string;
  /** `key`, or `[0]` in a list. */
  readonly key: string;
  /** What stands there; absent if it has values in it. */
  readonly text?: string;
  /** Whether a secret stood there. */
  readonly isMasked: boolean;
  readonly nodes: readonly RecordNode[];
}

/** The values of a record in its order. */
export interface RecordNodes {
  readonly nodes: readonly RecordNode[];
  /** How many values there are that have none in them, and how many of these are masked. */
  readonly values: number;
  readonly masked: number;
  /** Whether there are more. */
  readonly isCut: boolean;
}

/** Values that are shown, and how deep: a record that is deeper is written by somebody who wants a page to hang. */
const MOST_VALUES = 2_000;
const MOST_DEPTH = 60;

/** Stands for what is deeper. */
const DEEPER = '…';

/** A record as a tree. */
export function nodesOf(record: unknown): RecordNodes {
  const counts = { values: 0, masked: 0, isCut: false };
  const nodes = nodesIn(record, '', 0, counts);
  return { nodes, ...counts };
}

/** The nodes whose path or text has a text in it, with what they stand in. Letter case does not count. */
export function nodesWith(nodes: readonly RecordNode[], text: string): readonly RecordNode[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return nodes;
  return nodes.flatMap((node) => {
    if (node.text !== undefined) return isFound(node, sought) ? [node] : [];
    const found = nodesWith(node.nodes, sought);
    return found.length > 0 ? [{ ...node, nodes: found }] : [];
  });
}

/** How many values nodes have that have none in them. */
export function valuesIn(nodes: readonly RecordNode[]): number {
  return nodes.reduce((sum, node) => sum + (node.text === undefined ? valuesIn(node.nodes) : 1), 0);
}

type Counts = { values: number; masked: number; isCut: boolean };

function nodesIn(value: unknown, path: string, depth: number, counts: Counts): readonly RecordNode[] {
  const isList = Array.isArray(value);
  const nodes: RecordNode[] = [];
  for (const [name, each] of Object.entries(value ?? {})) {
    if (counts.values >= MOST_VALUES) {
      counts.isCut = true;
      break;
    }
    const key = isList ? `[${name}]` : name;
    nodes.push(nodeOf(each, key, isList || path === '' ? `${path}${key}` : `${path}.${key}`, depth + 1, counts));
  }
  return nodes;
}

function nodeOf(value: unknown, key: string, path: string, depth: number, counts: Counts): RecordNode {
  if (hasValues(value) && depth < MOST_DEPTH)
    return { path, key, isMasked: false, nodes: nodesIn(value, path, depth, counts) };
  const text = textOf(value);
  if (hasValues(value)) counts.isCut = true;
  const isMasked = isRedacted(text);
  counts.values += 1;
  if (isMasked) counts.masked += 1;
  return { path, key, text, isMasked, nodes: [] };
}

function textOf(value: unknown): string {
  if (hasValues(value)) return DEEPER;
  return typeof value === 'string' ? (digitsOf(value) ?? value) : JSON.stringify(value);
}

function hasValues(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isFound({ path, text = '' }: RecordNode, sought: string): boolean {
  return path.toLowerCase().includes(sought) || text.toLowerCase().includes(sought);
}
