import type { Condition } from '../match/condition';
import { compileDetection } from './detection';
import { parseLogSource } from './log-source';
import { findingsOf } from './reachability';
import type { Rule } from './rule';
import { DocumentError, type Finding } from './yaml/document-error';
import { entryOf, optionalText, requiredMap, requiredText, textOf } from './yaml/document-fields';
import type { YamlMap } from './yaml/yaml-document';

/** A Sigma filter: a condition that is added to those of the rules that it names. */
export interface RuleFilter {
  readonly id: string;
  /** Ids or names of rules; undefined for `any`. */
  readonly rules: readonly string[] | undefined;
  readonly condition: Condition;
  /** The filter as written, which decides what its rules match. */
  readonly written: YamlMap;
  readonly file: string;
  readonly line: number;
}

/** A filter, and the findings about it. */
export interface ParsedFilter {
  readonly filter: RuleFilter;
  readonly findings: () => readonly Finding[];
}

/** Compiles a filter of Sigma 2.1. Throws a `DocumentError` for what this system does not support. */
export function parseFilter(document: YamlMap, file: string): ParsedFilter {
  const title = requiredText(document, 'title');
  parseLogSource(document);
  const map = requiredMap(document, 'filter');
  const { condition, items } = compileDetection(map, ['rules']);
  const line = entryOf(map, 'condition')?.line ?? map.line;
  const findings = () => [
    ...findingsOf(items, condition),
    ...(hasNot(condition) ? [] : [{ line, message: KEEPS_ONLY }]),
  ];
  return {
    filter: {
      id: optionalText(document, 'id') ?? title,
      rules: rulesOf(map),
      condition,
      written: map,
      file,
      line: document.line,
    },
    findings: () => findings().map((finding) => ({ file, ...finding })),
  };
}

/**
 * The condition of a filter joins the condition of a rule by "and", as in pySigma. The example in the specification
 * reads as if the selection were left out, so a filter without "not" gets a finding.
 */
const KEEPS_ONLY =
  'condition without "not": the rules then match only what the filter selects; for an exception, write "not selection"';

function hasNot(condition: Condition): boolean {
  if (condition.kind === 'test') return false;
  return condition.kind === 'not' || condition.parts.some(hasNot);
}

function rulesOf(map: YamlMap): RuleFilter['rules'] {
  const entry = entryOf(map, 'rules');
  if (entry === undefined) throw new DocumentError(map.line, 'rules: missing, expected any, an id or a list of ids');
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  const names = nodes.flatMap((node) => textOf(node) ?? []);
  if (names.length === 0 || names.length !== nodes.length) {
    throw new DocumentError(entry.line, 'rules: expected any, an id or a list of ids');
  }
  return entry.value.kind === 'scalar' && names[0]?.toLowerCase() === 'any' ? undefined : names;
}

/** Whether a filter names a rule, by id or by name. */
export function appliesTo(filter: RuleFilter, rule: Rule): boolean {
  return filter.rules === undefined || filter.rules.some((name) => name === rule.id || name === rule.name);
}
