import { compactJson } from '../match/compact-json';
import { compileFieldPath } from '../match/field-path';
import type { JsonObject, JsonValue } from '../record/json';
import type { MatchReason } from '../rules/rule-set';
import { alertText } from './alert-text';
import { withoutCredentials } from './credential-text';

/** How many fields to show with their values. Real rules look at fewer than ten. */
const MAX_FIELDS = 15;
/** How many values of one field to show, if its path passes through a list. */
const MAX_VALUES = 3;
/** How many bytes of one value to show. */
const VALUE_BYTES = 200;

/**
 * Why a rule matched, in a line each: the selections that held, and the values of the fields that they look at. Leaves
 * out what looks like a credential in a request, because alerts leave the account.
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
    // The list at the end of a path comes before its elements and includes them all.
    return Array.isArray(value) || found.length === MAX_VALUES;
  });
  if (found.length === 0) return '(absent)';
  const isOfCaller = field.startsWith('userIdentity');
  const quoted = (value: JsonValue) => (isOfCaller ? compactJson(value) : withoutCredentials(compactJson(value)));
  return found.map((value) => alertText(quoted(value), VALUE_BYTES)).join(' | ');
}
