import type { RuleFile } from '../load-rule-files';
import { isPackedList, type PackedNode } from '../yaml/packed-node';
import type { YamlNode } from '../yaml/yaml-document';
import type { PackedFile } from './packed-rules';

/** Rule files from the output of `packRules`, which load without reading YAML. */
export function unpackRules(files: readonly PackedFile[]): readonly RuleFile[] {
  return files.map(({ documents, lines, ...place }) => ({
    ...place,
    documents: documents.map((node, at) => unpack(node, lines[at] ?? 1)),
  }));
}

/** Everything in a document is at its first line, because findings about lines were reported before packing. */
function unpack(node: PackedNode, line: number): YamlNode {
  if (node === null || typeof node !== 'object') return { kind: 'scalar', line, value: node };
  if (isPackedList(node)) return { kind: 'list', line, items: node.map((item) => unpack(item, line)) };
  if ('map' in node) {
    return { kind: 'map', line, entries: node.map.map(([key, value]) => ({ key, line, value: unpack(value, line) })) };
  }
  const [written, value] = node.number;
  return { kind: 'scalar', line, value: { written, value } };
}
