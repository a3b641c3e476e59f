import { predicateOf } from '../match/condition';
import { compileDetection } from './detection';
import type { Finding } from './document-error';
import { optionalChoice, optionalText, optionalTexts, requiredMap, requiredText } from './document-fields';
import { parseLogSource } from './log-source';
import { canHold, findingsOf } from './reachability';
import { LEVELS, type Rule, STATUSES } from './rule';
import { findingsOnSteps } from './step-placeholders';
import type { YamlMap } from './yaml-document';

/** A rule, and the findings about it. */
export interface ParsedRule {
  readonly rule: Rule;
  readonly findings: readonly Finding[];
}

/** Compiles a detection rule of Sigma 2.1. Throws a `DocumentError` for what this system does not support. */
export function parseRule(document: YamlMap, file: string): ParsedRule {
  const title = requiredText(document, 'title');
  const name = optionalText(document, 'name');
  const detection = compileDetection(requiredMap(document, 'detection'));
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
    canMatch: canHold(detection.condition),
    matches: predicateOf(detection.condition),
  };
  const findings = [...findingsOf(detection.items, rule.condition), ...findingsOnSteps(document)];
  return { rule, findings: findings.map((finding) => ({ file, ...finding })) };
}

type Metadata = Pick<
  Rule,
  'level' | 'status' | 'description' | 'author' | 'references' | 'falsepositives' | 'nextSteps' | 'tags'
>;

function metadataOf(document: YamlMap): Metadata {
  const status = optionalChoice(document, 'status', STATUSES);
  const description = optionalText(document, 'description');
  const author = optionalText(document, 'author');
  return {
    level: optionalChoice(document, 'level', LEVELS) ?? 'medium',
    ...(status === undefined ? {} : { status }),
    ...(description === undefined ? {} : { description }),
    ...(author === undefined ? {} : { author }),
    references: optionalTexts(document, 'references'),
    falsepositives: optionalTexts(document, 'falsepositives'),
    nextSteps: optionalTexts(document, 'nextSteps'),
    tags: optionalTexts(document, 'tags'),
  };
}
