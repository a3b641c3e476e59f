import { predicateOf } from '../match/condition';
import { compileDetection } from './detection';
import { parseLogSource } from './log-source';
import { findingsOf } from './reachability';
import type { Rule } from './rule';
import { metadataOf } from './rule-metadata';
import { findingsOnSteps } from './step-placeholders';
import type { Finding } from './yaml/document-error';
import { optionalText, requiredMap, requiredText } from './yaml/document-fields';
import type { YamlMap } from './yaml/yaml-document';

/** A rule, and the findings about it, which take longer than everything else and which only the lint asks for. */
export interface ParsedRule {
  readonly rule: Rule;
  readonly findings: () => readonly Finding[];
  /** The detection as written, which decides what the rule matches. */
  readonly detection: YamlMap;
}

/** Compiles a detection rule of Sigma 2.1. Throws a `DocumentError` for what this system does not support. */
export function parseRule(document: YamlMap, file: string): ParsedRule {
  const title = requiredText(document, 'title');
  const name = optionalText(document, 'name');
  const written = requiredMap(document, 'detection');
  const detection = compileDetection(written);
  const rule: Rule = {
    id: optionalText(document, 'id') ?? name ?? title,
    title,
    ...(name === undefined ? {} : { name }),
    ...metadataOf(document),
    logsource: parseLogSource(document),
    file,
    line: document.line,
    condition: detection.condition,
    selections: detection.selections,
    matches: predicateOf(detection.condition),
  };
  const findings = () => [...findingsOf(detection.items, rule.condition), ...findingsOnSteps(document)];
  return { rule, findings: () => findings().map((finding) => ({ file, ...finding })), detection: written };
}
