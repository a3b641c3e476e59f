import type { RuleSource } from '../load-rules';
import { type PackedNode, packNode } from '../yaml/packed-node';
import { readYaml } from '../yaml/yaml-document';

/** A rule file as JSON has it. */
export interface PackedFile {
  readonly file: string;
  readonly documents: readonly PackedNode[];
  /** The line of the file where each document begins. */
  readonly lines: readonly number[];
  readonly collection?: string;
}

/**
 * Rule files as JSON, for a program that should not read YAML. Leaves out what cannot be read, so load the files
 * first.
 */
export function packRules(sources: readonly RuleSource[]): readonly PackedFile[] {
  return sources.map(({ file, text, collection }) => {
    const documents = readYaml(text).flatMap((document) => ('kind' in document ? [document] : []));
    return {
      file,
      ...(collection !== undefined && { collection }),
      documents: documents.map(packNode),
      lines: documents.map(({ line }) => line),
    };
  });
}
