import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  type Scalar,
} from 'yaml';
import type { RuleValue } from '../../match/rule-value';
import { DocumentError } from './document-error';
import { readingInYaml11 } from './yaml-11';

/** A piece of YAML with the line of its file where it starts, counted from 1. */
export type YamlNode = YamlMap | YamlList | YamlScalar;

export interface YamlMap {
  readonly kind: 'map';
  readonly line: number;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  /** The line of the key, which is what a person looks for. */
  readonly line: number;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly YamlNode[];
}

export interface YamlScalar {
  readonly kind: 'scalar';
  readonly line: number;
  readonly value: RuleValue;
  /** How YAML 1.1 reads it, if that differs. */
  readonly inYaml11?: string;
}

/**
 * Reads the documents of a YAML 1.2 file, separated by `---`, as nodes that know their lines. A document that cannot be
 * read becomes an error in its place. Leaves out empty documents. Numbers keep their original text.
 */
export function readYaml(text: string): readonly (YamlNode | DocumentError)[] {
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false, stringKeys: true });
    return Array.isArray(documents) ? documents.flatMap((each) => readDocument(each, lines)) : [];
  } catch (error) {
    // The parser throws only for brackets that are nested deeper than the call stack.
    if (error instanceof RangeError) return [new DocumentError(1, 'YAML: nested too deep to be a rule')];
    throw error;
  }
}

function readDocument(document: Document.Parsed, lines: LineCounter): readonly (YamlNode | DocumentError)[] {
  const [fault] = [...document.errors, ...document.warnings];
  if (fault !== undefined) return [new DocumentError(lines.linePos(fault.pos[0]).line, `YAML: ${fault.message}`)];
  if (document.contents === null || isEmpty(document.contents)) return [];
  try {
    return [readNode(document.contents, { document, lines, nodesLeft: MAX_NODES }, 0)];
  } catch (error) {
    if (error instanceof DocumentError) return [error];
    throw error;
  }
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null;
}

interface Reading {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  nodesLeft: number;
}

/** The most nodes of one document with its aliases written out. The largest public rules have some hundred. */
const MAX_NODES = 10_000;

/** The most levels of one document. A rule has six. This limit also stops an alias that contains itself. */
const MAX_DEPTH = 20;

function readNode(node: unknown, reading: Reading, depth: number): YamlNode {
  const line = lineOf(node, reading.lines);
  reading.nodesLeft -= 1;
  if (reading.nodesLeft < 0) throw new DocumentError(line, `YAML: more than ${MAX_NODES} nodes, aliases written out`);
  if (depth > MAX_DEPTH) throw new DocumentError(line, `YAML: nested more than ${MAX_DEPTH} levels deep`);
  if (isAlias(node)) return { ...readNode(node.resolve(reading.document), reading, depth + 1), line };
  if (isSeq(node)) return { kind: 'list', line, items: node.items.map((item) => readNode(item, reading, depth + 1)) };
  if (isMap(node)) return { kind: 'map', line, entries: node.items.map((pair) => readEntry(pair, reading, depth + 1)) };
  return isScalar(node) ? readScalar(node, line) : { kind: 'scalar', line, value: null };
}

function readEntry(pair: { key: unknown; value: unknown }, reading: Reading, depth: number): YamlEntry {
  const line = lineOf(pair.key, reading.lines);
  const key = isScalar(pair.key) ? String(pair.key.value) : '';
  if (key === '<<') throw new DocumentError(line, 'YAML: merge keys ("<<") are not supported; write out the entries');
  const value =
    pair.value === null ? ({ kind: 'scalar', line, value: null } as const) : readNode(pair.value, reading, depth);
  return { key, line, value };
}

function readScalar(scalar: Scalar, line: number): YamlScalar {
  const inYaml11 = scalar.type === 'PLAIN' ? readingInYaml11(scalar.source ?? '') : undefined;
  return { kind: 'scalar', line, value: ruleValueOf(scalar, line), ...(inYaml11 !== undefined && { inYaml11 }) };
}

function ruleValueOf({ value, source }: Scalar, line: number): RuleValue {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return { written: source ?? String(value), value };
  throw new DocumentError(line, 'YAML: expected text, a number, a boolean or null');
}

function lineOf(node: unknown, lines: LineCounter): number {
  const isLocated = isAlias(node) || isScalar(node) || isMap(node) || isSeq(node);
  return isLocated && node.range ? lines.linePos(node.range[0]).line : 1;
}
