import { joined, predicateOf } from '../match/condition';
import type { Correlation } from './correlation';
import { type ParsedCorrelation, parseCorrelation } from './correlation-document';
import { appliesTo, type ParsedFilter, parseFilter, type RuleFilter } from './filter-document';
import { type CollectedCorrelation, loadCorrelations } from './load-correlations';
import type { NamedRule } from './resolve-correlation';
import type { Rule } from './rule';
import { type ParsedRule, parseRule } from './rule-document';
import { DocumentError, type Finding } from './yaml/document-error';
import { packNode } from './yaml/packed-node';
import type { YamlMap, YamlNode } from './yaml/yaml-document';

/** A rule file after reading: the name to show for it, and its documents, or what is wrong with each. */
export interface RuleFile {
  readonly file: string;
  readonly documents: readonly (YamlNode | DocumentError)[];
  /** Which of the folders that are loaded together it is from: a correlation quiets rules of its own folder only. */
  readonly collection?: string;
}

/** The content of rule files. Every document is a rule, a correlation, an applied filter, or refused. */
export interface LoadedRules {
  /** In the order of the files, filters already joined to their conditions. */
  readonly rules: readonly Rule[];
  readonly correlations: readonly Correlation[];
  /** Refused documents, each with the construct at fault. */
  readonly refused: readonly Finding[];
  /** Findings about what loads but does not do what it seems to. They are made when they are asked for. */
  readonly findings: readonly Finding[];
}

/**
 * Loads Sigma rules, correlations and filters. Never throws for the content of a file: a document loads whole, or is refused with
 * file, line and construct, and the others still load.
 */
export function loadRuleFiles(files: readonly RuleFile[]): LoadedRules {
  const outcomes = withoutDuplicates(files.flatMap(readFile));
  const filters = outcomes.flatMap((outcome) => ('filter' in outcome ? [outcome.filter] : []));
  const named = outcomes.flatMap((outcome) => ('rule' in outcome ? [namedRule(outcome, filters)] : []));
  const collected = outcomes.flatMap((outcome) => ('correlation' in outcome ? [collectedCorrelation(outcome)] : []));
  const { correlations, quiet, ...told } = loadCorrelations(collected, named);
  const rules = named.map(({ rule }) => (quiet.has(rule.id) ? { ...rule, isQuiet: true as const } : rule));
  return {
    rules,
    correlations,
    refused: [...outcomes.flatMap((outcome) => ('refusal' in outcome ? [outcome.refusal] : [])), ...told.refused],
    get findings() {
      return [
        ...outcomes.flatMap((outcome) => ('findings' in outcome ? outcome.findings() : [])),
        ...filters.flatMap((filter) => unknownRulesOf(filter, rules, correlations)),
        ...told.findings(),
      ];
    },
  };
}

type Outcome =
  | (ParsedRule & Collected)
  | (ParsedCorrelation & Collected)
  | ParsedFilter
  | { readonly refusal: Finding };

interface Collected {
  readonly collection: string;
}

function namedRule({ rule, detection, collection }: ParsedRule & Collected, filters: readonly RuleFilter[]): NamedRule {
  const applied = filters.filter((filter) => appliesTo(filter, rule));
  const decisive = [detection, ...applied.map(({ written }) => written)].map(packNode);
  return { rule: filtered(rule, applied), collection, decisive };
}

function collectedCorrelation({ correlation, collection }: ParsedCorrelation & Collected): CollectedCorrelation {
  return { written: correlation, collection };
}

function readFile({ file, documents, collection = '' }: RuleFile): readonly Outcome[] {
  if (documents.length === 0) return [refusal(file, new DocumentError(1, 'the file contains no document'))];
  return documents.map((node) => {
    try {
      return readDocument(node, file, collection);
    } catch (error) {
      if (error instanceof DocumentError) return refusal(file, error);
      throw error;
    }
  });
}

function readDocument(node: YamlNode | DocumentError, file: string, collection: string): Outcome {
  if (node instanceof DocumentError) throw node;
  if (node.kind !== 'map') throw new DocumentError(node.line, `found a ${node.kind}, expected a Sigma document`);
  refuseUnsupported(node);
  if (node.entries.some(({ key }) => key === 'filter')) return parseFilter(node, file);
  if (node.entries.some(({ key }) => key === 'correlation')) return { ...parseCorrelation(node, file), collection };
  return { ...parseRule(node, file), collection };
}

/** What a document is about. */
const KINDS = ['detection', 'correlation', 'filter'];

function refuseUnsupported(document: YamlMap): void {
  const [first, second] = document.entries.filter(({ key }) => KINDS.includes(key));
  if (first !== undefined && second !== undefined) {
    throw new DocumentError(second.line, `${second.key}: not beside ${first.key}, expected a document of its own`);
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
  const seen = new Map<string, Identified>();
  return outcomes.map((outcome) => {
    if ('refusal' in outcome) return outcome;
    const subject = identified(outcome);
    const first = seen.get(subject.id);
    if (first === undefined) seen.set(subject.id, subject);
    if (first === undefined) return outcome;
    return refusal(
      subject.file,
      new DocumentError(subject.line, `id ${subject.id}: already used at ${first.file}:${first.line}`),
    );
  });
}

type Identified = Pick<Rule, 'id' | 'file' | 'line'>;

function identified(outcome: Exclude<Outcome, { refusal: Finding }>): Identified {
  if ('rule' in outcome) return outcome.rule;
  return 'filter' in outcome ? outcome.filter : outcome.correlation.metadata;
}

function filtered(rule: Rule, filters: readonly RuleFilter[]): Rule {
  const conditions = filters.map((filter) => filter.condition);
  if (conditions.length === 0) return rule;
  const condition = joined('and', [rule.condition, ...conditions]);
  return { ...rule, condition, matches: predicateOf(condition) };
}

function unknownRulesOf(
  { rules: names, file, line }: RuleFilter,
  rules: readonly Rule[],
  correlations: readonly Correlation[],
): readonly Finding[] {
  const unknown = (names ?? []).filter((name) => !rules.some((rule) => isNamed(rule, name)));
  return unknown.map((name) => {
    const counted = correlations.find((each) => isNamed(each, name))?.rules.map(({ id }) => id);
    const why = counted ? `a correlation, expected the rules that it counts (${counted.join(', ')})` : 'not loaded';
    return { file, line, message: `rule ${name}: ${why}, so the filter applies to nothing` };
  });
}

function isNamed({ id, name: own }: Pick<Rule, 'id' | 'name'>, name: string): boolean {
  return id === name || own === name;
}
