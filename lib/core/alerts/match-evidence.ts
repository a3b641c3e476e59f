import { compactJson } from '../match/compact-json';
import { compileFieldPath } from '../match/field-path';
import type { JsonObject, JsonValue } from '../record/json';
import type { MatchReason } from '../rules/rule-set';
import { alertText } from './alert-text';
import { withoutCredentials } from './credential-text';

/** Fields that are shown with their values: real rules look at fewer than ten. */
const MAX_FIELDS = 15;
/** Values of one field, where a list stands on the way to it. */
const MAX_VALUES = 3;
/** Bytes of one value. */
const VALUE_BYTES = 200;

/**
 * Why a rule matched, a line each: the selections that held, and what the fields they look at hold in the
 * record. What looks like a credential in a request is left out: alerts leave the account.
 */
export function matchEvidence({ selections, fields }: MatchReason, record: JsonObject): readonly string[] {
  const selected = selections.length > 0 ? [`selections: ${alertText(selections.join(', '))}`] : [];
  const shown = fields.slice(0, MAX_FIELDS).map((field) => `${alertText(field)} = ${valuesAt(field, record)}`);
  const rest = fields.length > MAX_FIELDS ? [`and ${fields.length - MAX_FIELDS} more fields`] : [];
  return [...selected, ...shown, ...rest];
}

function valuesAt(field: string, record: JsonObject): string {
  const found: JsonValue[] = [];
  compileFieldPath(field)(record, (value) => {
    if (value !== undefined) found.push(value);
    // A list at the end of the path is found before its elements and says it all.
    return Array.isArray(value) || found.length === MAX_VALUES;
  });
  if (found.length === 0) return '(absent)';
  const isOfCaller = field.startsWith('userIdentity');
  const quoted = (value: JsonValue) => (isOfCaller ? compactJson(value) : withoutCredentials(compactJson(value)));
  return found.map((value) => alertText(quoted(value), VALUE_BYTES)).join(' | ');
}
