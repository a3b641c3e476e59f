import { type Condition, type FieldTest, joined } from './condition';
import { existsTest, nullTest, patternTest, referenceTest, scalarFieldTest, textFieldTest } from './field-test';
import { networkTest } from './ip-network';
import { MatchError } from './match-error';
import { containing, isText, type ModifiedValue, modifiedValue, patternsOf } from './modified-value';
import { parseTestKey, type TestKey } from './modifiers';
import { numberTest } from './number-test';
import { regexTest } from './regular-expression';
import type { RuleValue } from './rule-value';
import type { TextTest } from './text-test';
import { type TimePart, timePartOf } from './time-part';

/**
 * One line of a selection as a condition: `field|modifier: value`, or `|all: [keyword, keyword]`. Any value is enough
 * unless `all` is given. Throws a `MatchError` that names the impossible modifier or value.
 */
export function compileTestItem(key: string, values: readonly RuleValue[]): Condition {
  const parsed = parseTestKey(key);
  const needsAll = parsed.testModifiers.has('all');
  if (values.length === 0) throw new MatchError(JSON.stringify(key), 'has no values; null says that a field is absent');
  if (needsAll && values.length < 2) throw new MatchError('all', 'needs more than one value; remove it');
  const modified = values.map((value) => placedValue(value, parsed));
  const condition = needsAll
    ? joined(
        'and',
        modified.map((each) => anyOf([each], parsed)),
      )
    : anyOf(modified, parsed);
  return parsed.testModifiers.has('neq') ? { kind: 'not', part: condition } : condition;
}

/** Keywords match anywhere in text unless a modifier says where. */
function placedValue(value: RuleValue, { field, valueModifiers }: TestKey): ModifiedValue {
  const modified = modifiedValue(value, valueModifiers);
  const isLoose = field === undefined && isText(modified) && !valueModifiers.some((each) => POSITIONS.has(each));
  return isLoose ? containing(modified) : modified;
}

const POSITIONS = new Set<string>(['contains', 'startswith', 'endswith']);

/** All text values become one test, which reads the record's text once. Every other value is a separate test. */
function anyOf(values: readonly ModifiedValue[], key: TestKey): Condition {
  const patterns = values.filter(isText).flatMap((value) => patternsOf(value, 'a test of text'));
  const texts = patterns.length === 0 ? [] : [patternTest(key.field, patterns, key.testModifiers.has('cased'))];
  const others = values.filter((value) => !isText(value)).map((value) => otherTest(value, key));
  return joined(
    'or',
    [...texts, ...others].map((test) => ({ kind: 'test', test })),
  );
}

function otherTest(value: ModifiedValue, key: TestKey): FieldTest {
  if (key.testModifiers.has('cased') && value.kind !== 'fieldref') {
    throw new MatchError('cased', `applies to text, not to ${value.kind === 'plain' ? 'null' : value.kind}`);
  }
  if (value.kind === 're') return textFieldTest(key.field, regexTest(value.source, value.flags));
  if (key.field === undefined) throw new MatchError(value.kind === 'plain' ? 'null' : value.kind, 'needs a field');
  return fieldOnlyTest(key.field, value, key.testModifiers.has('cased'));
}

/** Only for values that are neither text nor `re`. */
function fieldOnlyTest(field: string, value: ModifiedValue, cased: boolean): FieldTest {
  if (value.kind === 'exists') return existsTest(field, value.expected);
  if (value.kind === 'fieldref') return referenceTest(field, value, cased);
  if (value.kind === 'cidr') return scalarFieldTest(field, networkTest(value.network));
  if (value.kind === 'time')
    return scalarFieldTest(
      field,
      onTimePart(value.part, (number) => Number(number) === value.number),
    );
  if (value.kind === 'number') return scalarFieldTest(field, comparisonTest(value));
  return nullTest(field);
}

function comparisonTest({ comparison, bound, part }: Extract<ModifiedValue, { kind: 'number' }>): TextTest {
  const test = numberTest(comparison, bound);
  return part === undefined ? test : onTimePart(part, test);
}

function onTimePart(part: TimePart, test: TextTest): TextTest {
  return (text) => {
    const number = timePartOf(text, part);
    return number !== undefined && test(String(number));
  };
}
