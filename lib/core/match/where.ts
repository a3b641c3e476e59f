import type { JsonObject } from '../record/json';
import { predicateOf, type RecordPredicate } from './condition';
import { jsonTestOf } from './json-test-of';
import { MatchError } from './match-error';
import type { RuleValue } from './rule-value';
import { compileTestItem } from './test-item';

/** A `--where` that cannot be understood. */
export class WhereSyntaxError extends Error {
  constructor(
    readonly where: string,
    problem: string,
  ) {
    super(`cannot understand --where ${JSON.stringify(where)}: ${problem}`);
    this.name = 'WhereSyntaxError';
  }
}

/**
 * Compiles `PATH[|modifier…]=VALUE` to a test of one record, with the matching of Sigma rules. The first `=` splits, so
 * VALUE may contain more of them. VALUE is read as YAML reads an unquoted value: `null` is null (absent included),
 * numbers and booleans go by their text, `*`, `?` and `\` mean what they do in a rule. In single quotes it is text
 * whatever it says: `''` is the empty string, `'null'` the text, a quote within is doubled.
 * Throws a `WhereSyntaxError` for anything else.
 */
export function parseWhere(text: string): RecordPredicate {
  const split = text.indexOf('=');
  if (split === -1) throw new WhereSyntaxError(text, `has no "=", expected ${SHAPE}`);
  const key = text.slice(0, split);
  const field = key.split('|')[0] ?? '';
  if (field === '' || field !== field.trim())
    throw new WhereSyntaxError(text, `has no plain field path before ${FIRST_SIGN}, expected ${SHAPE}`);
  try {
    const condition = compileTestItem(key, [ruleValueOf(text, text.slice(split + 1))]);
    const holds = predicateOf(condition);
    const json = jsonTestOf(condition);
    return Object.assign((record: JsonObject) => holds(record), json && { json });
  } catch (error) {
    if (error instanceof MatchError) throw new WhereSyntaxError(text, error.message);
    throw error;
  }
}

const SHAPE = 'PATH[|modifier…]=VALUE such as requestParameters.name|startswith=/prod/';
const FIRST_SIGN = 'the first "|" or "="';

function ruleValueOf(where: string, text: string): RuleValue {
  if (text === 'null') return null;
  if (text === '')
    throw new WhereSyntaxError(where, "has no value, expected '' for the empty string or null for an absent field");
  const quoted = /^'((?:[^']|'')*)'$/s.exec(text)?.[1];
  return quoted === undefined ? text : quoted.replaceAll("''", "'");
}
