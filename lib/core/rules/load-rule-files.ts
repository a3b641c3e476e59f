import { joined, predicateOf } from '../match/condition';
import { DocumentError, type Finding } from './document-error';
import { entryOf, optionalText } from './document-fields';
import { appliesTo, type ParsedFilter, parseFilter, type RuleFilter } from './filter-document';
import { canHold } from './reachability';
import type { Rule } from './rule';
import { type ParsedRule, parseRule } from './rule-document';
import type { YamlMap, YamlNode } from './yaml-document';

/** A rule file after reading: the name to show for it, and its documents, or what is wrong with each. */
export interface RuleFile {
  readonly file: string;
  readonly documents: readonly (YamlNode | DocumentError)[];
}

/** The content of rule files. Every document is a rule, an applied filter, or refused. */
export interface LoadedRules {
  /** In the order of the files, filters already joined to their conditions. */
  readonly rules: readonly Rule[];
  /** Refused documents, each with the construct at fault. */
  readonly refused: readonly Finding[];
  /** Findings about what loads but does not do what it seems to. */
  readonly findings: readonly Finding[];
}

/**
 * Loads Sigma rules and filters. Never throws for the content of a file: a document loads whole, or is refused with
 * file, line and construct, and the others still load.
 */
export function loadRuleFiles(files: readonly RuleFile[]): LoadedRules {
  const outcomes = withoutDuplicates(files.flatMap(readFile));
  const rules = outcomes.flatMap((outcome) => ('rule' in outcome ? [outcome.rule] : []));
  const filters = outcomes.flatMap((outcome) => ('filter' in outcome ? [outcome.filter] : []));
  return {
    rules: rules.map((rule) => filtered(rule, filters)),
    refused: outcomes.flatMap((outcome) => ('refusal' in outcome ? [outcome.refusal] : [])),
    findings: [
      ...outcomes.flatMap((outcome) => ('findings' in outcome ? outcome.findings : [])),
      ...filters.flatMap((filter) => unknownRulesOf(filter, rules)),
    ],
  };
}

type Outcome = ParsedRule | ParsedFilter | { readonly refusal: Finding };

function readFile({ file, documents }: RuleFile): readonly Outcome[] {
  if (documents.length === 0) return [refusal(file, new DocumentError(1, 'the file contains no document'))];
  return documents.map((node) => {
    try {
      return readDocument(node, file);
    } catch (error) {
      if (error instanceof DocumentError) return refusal(file, error);
      throw error;
    }
  });
}

function readDocument(node: YamlNode | DocumentError, file: string): Outcome {
  if (node instanceof DocumentError) throw node;
  if (node.kind !== 'map') throw new DocumentError(node.line, `found a ${node.kind}, expected a Sigma document`);
  refuseUnsupported(node);
  if (node.entries.some(({ key }) => key === 'filter')) return parseFilter(node, file);
  return parseRule(node, file);
}

/**
 * Refuses a correlation by name. Until correlations are evaluated, the rules that it counts would alert on their own.
 */
function refuseUnsupported(document: YamlMap): void {
  const correlation = entryOf(document, 'correlation');
  if (correlation !== undefined) {
    const title = optionalText(document, 'title') ?? 'without a title';
    throw new DocumentError(
      correlation.line,
      `correlation "${title}": correlations are not supported yet, and the rules that it counts would raise an alert for each event; remove it and these rules from the folder`,
    );
  }
  for (const { key, line, value } of document.entries) {
    const reason = UNSUPPORTED.get(key);
    if (reason !== undefined) throw new DocumentError(line, `${key}: ${reason}`);
    if (key === 'taxonomy' && !(value.kind === 'scalar' && value.value === 'sigma')) {
      throw new DocumentError(line, 'taxonomy: not supported, expected the default, sigma');
    }
  }
}

const UNSUPPORTED = new Map([['action', 'collections of Sigma 1 are not supported; write every rule out']]);

function refusal(file: string, { line, message }: DocumentError): Outcome {
  return { refusal: { file, line, message } };
}

/** The first document with an id wins, because alerts, filters and topics name rules by it. */
function withoutDuplicates(outcomes: readonly Outcome[]): readonly Outcome[] {
  const seen = new Map<string, Finding | Rule | RuleFilter>();
  return outcomes.map((outcome) => {
    if ('refusal' in outcome) return outcome;
    const subject = 'rule' in outcome ? outcome.rule : outcome.filter;
    const first = seen.get(subject.id);
    if (first === undefined) seen.set(subject.id, subject);
    if (first === undefined) return outcome;
    return refusal(
      subject.file,
      new DocumentError(subject.line, `id ${subject.id}: already used at ${first.file}:${first.line}`),
    );
  });
}

function filtered(rule: Rule, filters: readonly RuleFilter[]): Rule {
  const conditions = filters.filter((filter) => appliesTo(filter, rule)).map((filter) => filter.condition);
  if (conditions.length === 0) return rule;
  const condition = joined('and', [rule.condition, ...conditions]);
  return { ...rule, condition, canMatch: canHold(condition), matches: predicateOf(condition) };
}

function unknownRulesOf({ rules: names, file, line }: RuleFilter, rules: readonly Rule[]): readonly Finding[] {
  const unknown = (names ?? []).filter((name) => !rules.some((rule) => rule.id === name || rule.name === name));
  return unknown.map((name) => ({
    file,
    line,
    message: `rule ${name}: not loaded, so the filter applies to nothing`,
  }));
}
