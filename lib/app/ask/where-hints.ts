import { compileFieldPath } from '../../core/match/field-path';
import { scalarText } from '../../core/match/scalar-text';
import { parseWhere } from '../../core/match/where';
import type { EventQuery } from '../../core/query/event-query';
import { nearValues } from '../../core/query/near-values';
import type { JsonObject } from '../../core/record/json';
import { isRecordField, RECORD_FIELDS, similarRecordField } from '../../core/rules/record-fields';
import { Tally } from '../../core/summary/tally';
import { shellWord } from '../../core/text/shell-word';
import { beginning } from '../../core/text/shortened-text';
import type { FindDependencies } from './find-events';
import { newestRecords } from './newest-records';

/** How many values to list if none is similar, and how much to show of each, in bytes. */
const MOST_LISTED = 5;
const SHOWN_BYTES = 120;

/** For each test on the record that no such record passes: the values of its field that come near, in the newest records that the rest of the question finds. */
export async function whereHints(
  deps: FindDependencies,
  query: EventQuery,
  where: readonly string[],
): Promise<readonly string[]> {
  if (where.length === 0) return [];
  const records = await newestRecords(deps, query);
  return records.length === 0
    ? []
    : [...new Set(where)].filter((text) => !records.some(parseWhere(text))).map((text) => hintFor(text, records));
}

function hintFor(text: string, records: readonly JsonObject[]): string {
  const split = text.indexOf('=');
  const [key, value] = [text.slice(0, split), text.slice(split + 1)];
  const path = key.split('|')[0] ?? '';
  const values = valuesAt(path, records);
  const looked = `${records.length} record${records.length === 1 ? '' : 's'}`;
  if (values.length === 0) return `--where ${shown(text)} finds nothing: none of the newest ${looked} has ${path}`;
  const near = nearValues(value, values).map((each) => `--where ${shown(`${path}=${each}`)}`);
  const rest = values.length > MOST_LISTED ? ` and ${values.length - MOST_LISTED} more` : '';
  const listed = `in the newest ${looked}, ${path} is ${values.slice(0, MOST_LISTED).map(shown).join(', ')}${rest}`;
  return `--where ${shown(text)} finds nothing; ${near.length > 0 ? `did you mean ${near.join(' or ')}?` : listed}`;
}

/** The values at a path, the most frequent first. */
function valuesAt(path: string, records: readonly JsonObject[]): readonly string[] {
  const follow = compileFieldPath(path);
  const tally = new Tally<{ readonly value: string }>();
  for (const record of records) {
    follow(record, (found) => {
      const value = scalarText(found);
      if (value !== undefined && value !== '') tally.add({ value });
      return false;
    });
  }
  return tally.list().map(({ value }) => value);
}

function shown(value: string): string {
  const start = beginning(value, SHOWN_BYTES);
  return start === value ? shellWord(value) : `${shellWord(start)}…`;
}

/** If `--where` names a field that no record of CloudTrail has: the field that was probably meant. */
export function fieldHint(where: string): readonly string[] {
  const path = where.split(/[|=]/)[0] ?? '';
  if (isRecordField(path)) return [];
  const near = similarRecordField(path) ?? nearValues(path.split('.')[0] ?? '', RECORD_FIELDS)[0];
  const unknown = `--where asks for ${path}, which is not a field of a record`;
  return [
    near === undefined
      ? `${unknown}: expected ${RECORD_FIELDS.slice(0, 3).join(', ')} or another`
      : `${unknown}: did you mean ${near}?`,
  ];
}
