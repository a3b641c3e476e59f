import type { RuleFile } from './load-rule-files';
import type { PackedFile } from './packed-rules';
import type { PackedNode } from './yaml/packed-node';
import type { YamlNode } from './yaml/yaml-document';

/** Packed files have no lines, because findings about lines were reported before packing. */
const line = 1;

/** Rule files from the output of `packRules`, which load without reading YAML. */
export function unpackRules(files: readonly PackedFile[]): readonly RuleFile[] {
  return files.map(({ documents, ...place }) => ({ ...place, documents: documents.map(unpack) }));
}

function unpack(node: PackedNode): YamlNode {
  if (node === null || typeof node !== 'object') return { kind: 'scalar', line, value: node };
  if (isList(node)) return { kind: 'list', line, items: node.map(unpack) };
  if ('map' in node) {
    return { kind: 'map', line, entries: node.map.map(([key, value]) => ({ key, line, value: unpack(value) })) };
  }
  const [written, value] = node.number;
  return { kind: 'scalar', line, value: { written, value } };
}

function isList(node: PackedNode): node is readonly PackedNode[] {
  return Array.isArray(node);
}
