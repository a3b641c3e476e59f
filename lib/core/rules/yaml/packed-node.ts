import { isWrittenNumber } from '../../match/rule-value';
import type { YamlNode } from './yaml-document';

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

/** A node without its lines: the same however it is laid out. */
export function packNode(node: YamlNode): PackedNode {
  if (node.kind === 'list') return node.items.map(packNode);
  if (node.kind === 'map') return { map: node.entries.map(({ key, value }) => [key, packNode(value)] as const) };
  return isWrittenNumber(node.value) ? { number: [node.value.written, node.value.value] } : node.value;
}

/** Whether a node is a list; for a list of `readonly` elements, `Array.isArray` does not tell types apart. */
export function isPackedList(node: PackedNode): node is readonly PackedNode[] {
  return Array.isArray(node);
}
