import type { RuleMetadata } from './rule';
import { metadataOf } from './rule-metadata';
import { findingsOnSteps } from './step-placeholders';
import { type WindowCondition, windowCondition } from './window-condition';
import {
  flagUnder,
  lineOf,
  MOST_FIELDS,
  optionalMap,
  refuseOthers,
  secondsUnder,
  textsUnder,
} from './yaml/correlation-parts';
import { DocumentError, type Finding } from './yaml/document-error';
import { optionalText, requiredMap, requiredText, textOf } from './yaml/document-fields';
import type { YamlMap } from './yaml/yaml-document';

/** A correlation as written: which rules its names mean is not known yet. */
export interface WrittenCorrelation {
  readonly metadata: Omit<RuleMetadata, 'logsource'>;
  readonly condition: WrittenCondition;
  /** Ids, names or titles. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  /** By alias: the path for each rule, by its id, name or title. */
  readonly aliases: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Its rules raise alerts of their own as well. */
  readonly generate: boolean;
  /** Its author means that one call may pass the threshold. */
  readonly oneCallMayMatch: boolean;
  /** The lines to blame for findings. */
  readonly lines: { readonly rules: number; readonly groupBy: number; readonly condition: number };
}

/** When an alert is due. The threshold of an order and of all rules is known once the rules are. */
export type WrittenCondition = WindowCondition | FirstSeenCondition;

interface FirstSeenCondition {
  readonly type: 'first_seen';
  readonly fields: readonly string[];
  readonly forget: number;
  readonly learn: number;
}

/** A correlation, and the findings about it. */
export interface ParsedCorrelation {
  readonly correlation: WrittenCorrelation;
  readonly findings: () => readonly Finding[];
}

const MOST_RULES = 100;
const MOST_GROUP_FIELDS = 5;
const MOST_REMEMBERED_DAYS = 400;
const DAY = 86_400;
const FORGET_DAYS = 30;
const LEARN_DAYS = 7;

const KEYS = ['type', 'rules', 'group-by', 'aliases', 'timespan', 'condition', 'generate'];

/** Reads a correlation of Sigma 2.1, or one of first sight. Throws a `DocumentError` for what this system does not support. */
export function parseCorrelation(document: YamlMap, file: string): ParsedCorrelation {
  const title = requiredText(document, 'title');
  const name = optionalText(document, 'name');
  const map = requiredMap(document, 'correlation');
  refuseOthers(map, KEYS);
  const rules = textsUnder(map, 'rules', MOST_RULES);
  if (rules.length === 0) throw new DocumentError(map.line, 'rules: missing, expected ids or names of rules');
  const own = optionalMap(document, 'ssmAudit');
  if (own !== undefined) refuseOthers(own, ['firstSeen', 'oneCallMayMatch']);
  const first = own && optionalMap(own, 'firstSeen');
  const groupIn = first ?? map;
  const correlation: WrittenCorrelation = {
    metadata: {
      id: optionalText(document, 'id') ?? name ?? title,
      title,
      ...(name === undefined ? {} : { name }),
      ...metadataOf(document),
      file,
      line: document.line,
    },
    condition: first === undefined ? windowCondition(map, rules.length) : firstSeenCondition(map, first),
    rules,
    groupBy: textsUnder(groupIn, 'group-by', MOST_GROUP_FIELDS),
    aliases: aliasesIn(map),
    generate: flagUnder(map, 'generate') || flagUnder(document, 'generate'),
    oneCallMayMatch: own !== undefined && flagUnder(own, 'oneCallMayMatch'),
    lines: { rules: lineOf(map, 'rules'), groupBy: lineOf(groupIn, 'group-by'), condition: lineOf(map, 'condition') },
  };
  return { correlation, findings: () => findingsOnSteps(document).map((finding) => ({ file, ...finding })) };
}

function firstSeenCondition(map: YamlMap, first: YamlMap): WrittenCondition {
  refuseOthers(first, ['field', 'group-by', 'forget', 'learn']);
  const beside = new Map(
    ['type', 'timespan', 'condition', 'group-by'].map((key) => [key, 'not beside ssmAudit.firstSeen, which says it']),
  );
  refuseOthers(map, KEYS, beside);
  const fields = textsUnder(first, 'field', MOST_FIELDS);
  if (fields.length === 0) throw new DocumentError(first.line, 'field: missing, expected one to three fields');
  return {
    type: 'first_seen',
    fields,
    forget: secondsUnder(first, 'forget', 1, MOST_REMEMBERED_DAYS) ?? FORGET_DAYS * DAY,
    learn: secondsUnder(first, 'learn', 0, MOST_REMEMBERED_DAYS) ?? LEARN_DAYS * DAY,
  };
}

function aliasesIn(map: YamlMap): WrittenCorrelation['aliases'] {
  const aliases = optionalMap(map, 'aliases');
  const entries = aliases?.entries ?? [];
  return new Map(
    entries.map(({ key, line, value }) => {
      if (value.kind !== 'map')
        throw new DocumentError(line, `aliases.${key}: expected a map of rules, each with a field`);
      return [key, new Map(value.entries.map((entry) => [entry.key, pathIn(entry.value, `aliases.${key}`)]))] as const;
    }),
  );
}

function pathIn(node: Parameters<typeof textOf>[0], place: string): string {
  const text = textOf(node);
  if (text === undefined) throw new DocumentError(node.line, `${place}: expected a field for each rule`);
  return text;
}
