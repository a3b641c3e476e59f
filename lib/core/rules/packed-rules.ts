import { isWrittenNumber } from '../match/rule-value';
import type { RuleSource } from './load-rules';
import { readYaml, type YamlNode } from './yaml-document';

/**
 * A node without its line: text, true, false and null as they are, a list as a list, a map as `{ map: [key, node, …] }`,
 * a number as `{ number: [written, value] }`.
 */
export type PackedNode =
  | string
  | boolean
  | null
  | readonly PackedNode[]
  | { readonly map: readonly (readonly [key: string, value: PackedNode])[] }
  | { readonly number: readonly [written: string, value: number] };

/** A rule file as JSON has it. */
export interface PackedFile {
  readonly file: string;
  readonly documents: readonly PackedNode[];
}

/**
 * Rule files as JSON, for a function that should not read YAML. Leaves out what cannot be read, so load the files
 * first.
 */
export function packRules(sources: readonly RuleSource[]): readonly PackedFile[] {
  return sources.map(({ file, text }) => ({
    file,
    documents: readYaml(text).flatMap((document) => ('kind' in document ? [pack(document)] : [])),
  }));
}

function pack(node: YamlNode): PackedNode {
  if (node.kind === 'list') return node.items.map(pack);
  if (node.kind === 'map') return { map: node.entries.map(({ key, value }) => [key, pack(value)] as const) };
  return isWrittenNumber(node.value) ? { number: [node.value.written, node.value.value] } : node.value;
}
