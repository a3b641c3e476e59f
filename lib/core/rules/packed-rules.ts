import type { RuleSource } from './load-rules';
import { type PackedNode, packNode } from './yaml/packed-node';
import { readYaml } from './yaml/yaml-document';

/** A rule file as JSON has it. */
export interface PackedFile {
  readonly file: string;
  readonly documents: readonly PackedNode[];
  readonly collection?: string;
}

/**
 * Rule files as JSON, for a function that should not read YAML. Leaves out what cannot be read, so load the files
 * first.
 */
export function packRules(sources: readonly RuleSource[]): readonly PackedFile[] {
  return sources.map(({ file, text, collection }) => ({
    file,
    ...(collection !== undefined && { collection }),
    documents: readYaml(text).flatMap((document) => ('kind' in document ? [packNode(document)] : [])),
  }));
}
