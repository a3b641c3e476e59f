import { type Condition, joined } from '../match/condition';
import { parseCondition, type Selections } from '../match/condition-text';
import { MatchError } from '../match/match-error';
import { isWrittenNumber, type RuleValue } from '../match/rule-value';
import { compileTestItem } from '../match/test-item';
import { DocumentError, type Finding } from './yaml/document-error';
import { entryOf, textOf } from './yaml/document-fields';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from './yaml/yaml-document';

/** The `detection` of a rule or the `filter` of a filter, compiled. */
export interface Detection {
  readonly condition: Condition;
  readonly selections: Selections;
  /** Each line of each selection, for findings about it. */
  readonly items: readonly DetectionItem[];
}

export interface DetectionItem {
  readonly line: number;
  readonly condition: Condition;
  /** Remarks about how its values are written. */
  readonly remarks: readonly Omit<Finding, 'file'>[];
}

/** Compiles the selections of a map and its condition. `otherKeys` are neither. Throws a `DocumentError`. */
export function compileDetection(map: YamlMap, otherKeys: readonly string[] = []): Detection {
  const items: DetectionItem[] = [];
  const isSelection = (entry: YamlEntry) => entry.key !== CONDITION && !otherKeys.includes(entry.key);
  const names = map.entries.filter((entry) => isSelection(entry) && !isEmptyTimeframe(entry));
  const selections = new Map(names.map((entry) => [entry.key, compileSelection(entry, items)]));
  return { condition: compileConditions(map, selections), selections, items };
}

const CONDITION = 'condition';

/** One condition, or a list of them joined by "or". */
function compileConditions(map: YamlMap, selections: Selections): Condition {
  const entry = entryOf(map, CONDITION);
  if (entry === undefined) throw new DocumentError(map.line, 'condition: missing, expected text such as "selection"');
  const nodes = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  if (nodes.length === 0) throw new DocumentError(entry.line, 'condition: expected at least one');
  return joined(
    'or',
    nodes.map((node) => {
      const text = textOf(node);
      if (text === undefined) throw new DocumentError(node.line, 'condition: expected text or a list of texts');
      return located(node.line, () => parseCondition(text, selections));
    }),
  );
}

/** An empty key is as absent. */
function isEmptyTimeframe({ key, value }: YamlEntry): boolean {
  return key === 'timeframe' && value.kind === 'scalar' && value.value === null;
}

function compileSelection(entry: YamlEntry, items: DetectionItem[]): Condition {
  if (entry.key === 'timeframe') {
    throw new DocumentError(
      entry.line,
      'timeframe: counts events over time, which takes a correlation (docs/rules.md)',
    );
  }
  return compileNode(entry.value, entry, items);
}

/** A map is joined by "and"; a list of maps by "or"; texts are keywords, joined by "or". */
function compileNode(node: YamlNode, entry: YamlEntry, items: DetectionItem[]): Condition {
  if (node.kind === 'map') return compileMap(node, entry, items);
  const nodes = node.kind === 'list' ? node.items : [node];
  const keywords = nodes.filter((each) => each.kind === 'scalar');
  const maps = nodes.flatMap((each) => (each.kind === 'map' ? [compileMap(each, entry, items)] : []));
  if (keywords.length + maps.length !== nodes.length || nodes.length === 0) {
    throw new DocumentError(
      node.line,
      `selection "${entry.key}": expected a map, a list of maps or a list of keywords`,
    );
  }
  const words = keywords.length === 0 ? [] : [compileItem(node.line, '', keywords, items)];
  return joined('or', [...words, ...maps]);
}

function compileMap(map: YamlMap, entry: YamlEntry, items: DetectionItem[]): Condition {
  if (map.entries.length === 0)
    throw new DocumentError(map.line, `selection "${entry.key}": expected at least one field`);
  return joined(
    'and',
    map.entries.map(({ key, line, value }) => compileItem(line, key, scalarsOf(key, value), items)),
  );
}

function scalarsOf(key: string, node: YamlNode): readonly YamlScalar[] {
  const nodes = node.kind === 'list' ? node.items : [node];
  return nodes.map((each) => {
    if (each.kind === 'scalar') return each;
    throw new DocumentError(each.line, `"${key}": expected a value or a list of values; descend into a map with dots`);
  });
}

function compileItem(line: number, key: string, scalars: readonly YamlScalar[], items: DetectionItem[]): Condition {
  const values = scalars.map(({ value }) => value);
  const condition = located(line, () => testItem(key, values));
  items.push({ line, condition, remarks: scalars.flatMap(remarkOn) });
  return condition;
}

/** Lines of rules by what they say: dozens of rules have the same few. */
const TEST_ITEMS = new Map<string, Condition>();

/** More different lines than a folder of rules has: whoever loads rules again and again keeps no more of them. */
const MOST_TEST_ITEMS = 10_000;

function testItem(key: string, values: readonly RuleValue[]): Condition {
  const text = JSON.stringify([key, values]);
  const condition = TEST_ITEMS.get(text) ?? compileTestItem(key, values);
  if (TEST_ITEMS.size >= MOST_TEST_ITEMS) TEST_ITEMS.clear();
  TEST_ITEMS.set(text, condition);
  return withOwnTests(condition);
}

/** Findings tell the tests of a rule apart, also where two of its lines say the same. */
function withOwnTests(condition: Condition): Condition {
  if (condition.kind === 'test') return { kind: 'test', test: { ...condition.test } };
  if (condition.kind === 'not') return { kind: 'not', part: withOwnTests(condition.part) };
  return { kind: condition.kind, parts: condition.parts.map(withOwnTests) };
}

function remarkOn({ line, value, inYaml11 }: YamlScalar): DetectionItem['remarks'] {
  if (inYaml11 === undefined) return [];
  const written = isWrittenNumber(value) ? value.written : String(value);
  return [
    {
      line,
      message: `${written} is read as text; YAML 1.1 reads it as ${inYaml11}: put it in quotes`,
    },
  ];
}

function located(line: number, compile: () => Condition): Condition {
  try {
    return compile();
  } catch (error) {
    if (error instanceof MatchError) throw new DocumentError(line, error.message);
    throw error;
  }
}
