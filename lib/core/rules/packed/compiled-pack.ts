import { compiledExpressions } from '../../match/regular-expression';
import type { LoadedRules } from '../load-rule-files';
import { loadRules, type RuleSource } from '../load-rules';
import { requiredLiterals } from '../required-literals';
import type { Rule } from '../rule';
import { isPackedList, type PackedNode } from '../yaml/packed-node';
import { type PackedFile, packRules } from './packed-rules';
import type { CompiledPack, IndexedDocument } from './rule-pack';

/** The files of a pack cannot all be loaded: a build says which. */
export class RefusedPackError extends Error {
  constructor(readonly refused: LoadedRules['refused']) {
    const lines = refused.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    super(`rules of the pack are refused: ${lines.join('; ')}`);
    this.name = 'RefusedPackError';
  }
}

/**
 * The rules of a pack as a build leaves them to a program: without YAML, and with what tells which of them can match an
 * event of a name. Throws `RefusedPackError`.
 */
export function compilePack(sources: readonly RuleSource[]): CompiledPack {
  const { rules, refused } = loadRules(sources);
  if (refused.length > 0) throw new RefusedPackError(refused);
  const files = packRules(sources);
  const documents = files.flatMap(({ lines }, file) => lines.map((_, document) => ({ file, document })));
  return {
    files,
    rules: documents.flatMap((place) => indexed(place, files, rules)),
    filters: documents.filter(({ file, document }) => isFilter(files[file]?.documents[document])),
    expressions: compiledExpressions(),
  };
}

function indexed(
  place: IndexedDocument,
  files: readonly PackedFile[],
  rules: readonly Rule[],
): readonly IndexedDocument[] {
  const file = files[place.file];
  const rule = rules.find((each) => each.file === file?.file && each.line === file.lines[place.document]);
  return rule === undefined || rule.isQuiet ? [] : [{ ...place, ...literalsOf(rule) }];
}

function isFilter(node: PackedNode | undefined): boolean {
  if (typeof node !== 'object' || node === null || isPackedList(node) || !('map' in node)) return false;
  return node.map.some(([key]) => key === 'filter');
}

function literalsOf({ condition }: Rule): Pick<IndexedDocument, 'eventNames' | 'eventSources'> {
  const eventNames = requiredLiterals(condition, 'eventName');
  const eventSources = requiredLiterals(condition, 'eventSource');
  return {
    ...(eventNames && { eventNames: [...eventNames] }),
    ...(eventSources && { eventSources: [...eventSources] }),
  };
}
