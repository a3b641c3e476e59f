import type { RuleFile } from '../load-rule-files';
import { type RuleSource, readRuleFiles } from '../load-rules';
import { type PackedNode, packNode } from '../yaml/packed-node';

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
  return packRuleFiles(readRuleFiles(sources));
}

/** The same of files that were read before. */
export function packRuleFiles(files: readonly RuleFile[]): readonly PackedFile[] {
  return files.map(({ file, documents: read, collection }) => {
    const documents = read.flatMap((document) => ('kind' in document ? [document] : []));
    return {
      file,
      ...(collection !== undefined && { collection }),
      documents: documents.map(packNode),
      lines: documents.map(({ line }) => line),
    };
  });
}
