import { isWrittenNumber } from '../match/rule-value';
import { CORRELATION_TYPES, type CorrelationType } from './correlation';
import { lineOf, MOST_FIELDS, optionalMap, refuseOthers, secondsUnder, textsUnder } from './yaml/correlation-parts';
import { DocumentError } from './yaml/document-error';
import { entryOf, requiredText, textOf } from './yaml/document-fields';
import type { YamlMap } from './yaml/yaml-document';

/** When a correlation over time is due, as written. */
export interface WindowCondition {
  readonly type: CorrelationType;
  /** Absent where all rules are meant. */
  readonly threshold: number | undefined;
  /** In seconds. */
  readonly timespan: number;
  readonly fields: readonly string[];
}

/** The greatest threshold: of so many entries at each end, a bucket is 28 KB. */
const MOST = 500;
/** The longest timespan. */
const MOST_DAYS = 7;

/** When a correlation over time is due. Throws a `DocumentError`. */
export function windowCondition(map: YamlMap, rules: number): WindowCondition {
  const type = typeOf(map);
  const timespan = secondsUnder(map, 'timespan', 1, MOST_DAYS);
  if (timespan === undefined) throw new DocumentError(map.line, 'timespan: missing, expected a span such as 1h');
  const entry = entryOf(map, 'condition');
  if (entry !== undefined && textOf(entry.value) !== undefined)
    throw new DocumentError(entry.line, extended(entry.value));
  const condition = optionalMap(map, 'condition');
  const fields = condition === undefined ? [] : textsUnder(condition, 'field', MOST_FIELDS);
  const threshold = condition && thresholdIn(condition);
  const wrong = wrongCondition(type, rules, threshold, fields);
  if (wrong !== undefined) throw new DocumentError(lineOf(map, 'condition'), `condition: ${wrong}`);
  return { type, threshold, timespan, fields };
}

/** What is missing in a condition of its type, or too much. */
function wrongCondition(
  type: CorrelationType,
  rules: number,
  threshold: number | undefined,
  fields: readonly string[],
): string | undefined {
  const counts = type === 'event_count' || type === 'value_count';
  if (type === 'value_count' && fields.length === 0) return 'value_count expects a field, or a list of fields';
  if (type !== 'value_count' && fields.length > 0) return `${type} takes no field`;
  if (threshold === undefined) return counts ? `missing, ${type} expects gte or gt with a number` : undefined;
  if (type === 'temporal_ordered' && threshold !== rules)
    return 'temporal_ordered takes all of its rules, expected none';
  return type === 'temporal' && threshold > rules ? `${threshold} of ${rules} rules can never be` : undefined;
}

const UNSUPPORTED_TYPE = /^value_(?:sum|avg|percentile|median)$/;

function typeOf(map: YamlMap): CorrelationType {
  const text = requiredText(map, 'type');
  const type = CORRELATION_TYPES.find((each) => each === text.toLowerCase());
  if (type !== undefined) return type;
  const why = UNSUPPORTED_TYPE.test(text.toLowerCase())
    ? 'not supported, because sums and averages change while events may still come'
    : 'unknown';
  throw new DocumentError(lineOf(map, 'type'), `type ${text}: ${why}; expected one of ${CORRELATION_TYPES.join(', ')}`);
}

const UNDECIDABLE = 'not supported, because it cannot be decided while events may still come';

function extended(node: Parameters<typeof textOf>[0]): string {
  const text = textOf(node) ?? '';
  if (/\bnot\b/i.test(text)) return `condition ${JSON.stringify(text)}: "not" is ${UNDECIDABLE}`;
  return `condition ${JSON.stringify(text)}: extended conditions are not supported; expected gte or gt with a number`;
}

/** The least number that satisfies the condition. */
function thresholdIn(condition: YamlMap): number | undefined {
  const refused = ['lt', 'lte', 'eq', 'neq'].map((key) => [key, UNDECIDABLE] as const);
  refuseOthers(condition, ['gte', 'gt', 'field'], new Map(refused));
  const [bound, second] = condition.entries.filter(({ key }) => key !== 'field');
  if (second !== undefined) throw new DocumentError(second.line, `${second.key}: a second bound, expected gte or gt`);
  if (bound === undefined) return undefined;
  const value = bound.value.kind === 'scalar' ? bound.value.value : undefined;
  const beyond = bound.key === 'gt' ? 1 : 0;
  const number = (value !== undefined && isWrittenNumber(value) ? value.value : Number.NaN) + beyond;
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number;
  const bounds = `the least is ${1 - beyond} and the most ${MOST - beyond}`;
  throw new DocumentError(bound.line, `${bound.key}: expected a whole number, of which ${bounds}`);
}
