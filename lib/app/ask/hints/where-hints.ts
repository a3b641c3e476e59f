import { compileFieldPath } from '../../../core/match/field-path';
import { scalarText } from '../../../core/match/scalar-text';
import { parseWhere } from '../../../core/match/where';
import type { EventQuery } from '../../../core/query/event-query';
import { nearValues } from '../../../core/query/near-values';
import type { JsonObject } from '../../../core/record/json';
import { isRecordField, RECORD_FIELDS, similarRecordField } from '../../../core/rules/record-fields';
import { Tally } from '../../../core/summary/tally';
import { shellWord } from '../../../core/text/shell-word';
import { beginning } from '../../../core/text/shortened-text';
import type { FindDependencies } from '../find-events';
import { newestRecords } from '../newest-records';
import { type EmptyAnswerHint, joined } from './empty-answer-hint';

/** How many values to list if none is similar, and how much to show of each, in bytes. */
const MOST_LISTED = 5;
const SHOWN_BYTES = 120;

/** For each test on the record that no such record passes: the values of its field that come near, in the newest records that the rest of the question finds. */
export async function whereHints(
  deps: FindDependencies,
  query: EventQuery,
  where: readonly string[],
): Promise<readonly EmptyAnswerHint[]> {
  if (where.length === 0) return [];
  const records = await newestRecords(deps, query);
  return records.length === 0
    ? []
    : [...new Set(where)].filter((text) => !records.some(parseWhere(text))).map((text) => hintFor(text, records));
}

function hintFor(text: string, records: readonly JsonObject[]): EmptyAnswerHint {
  const split = text.indexOf('=');
  const [key, value] = [text.slice(0, split), text.slice(split + 1)];
  const path = key.split('|')[0] ?? '';
  const values = valuesAt(path, records);
  const looked = `${records.length} record${records.length === 1 ? '' : 's'}`;
  const head = `--where ${shown(text)} finds nothing`;
  if (values.length === 0) return [`${head}: none of the newest ${looked} has ${path}`];
  const asking = (test: string, named: string) => ({
    text: named,
    words: [{ flag: 'where', value: test } as const],
    without: [{ flag: 'where', value: text } as const],
  });
  const near = nearValues(value, values).map((each) => `${path}=${each}`);
  if (near.length > 0) {
    const meant = near.map((test) => asking(test, `--where ${shown(test)}`));
    return [`${head}; did you mean `, ...joined(meant, ' or '), '?'];
  }
  const rest = values.length > MOST_LISTED ? [` and ${values.length - MOST_LISTED} more`] : [];
  const listed = values.slice(0, MOST_LISTED).map((each) => asking(`${path}=${each}`, shown(each)));
  return [`${head}; in the newest ${looked}, ${path} is `, ...joined(listed, ', '), ...rest];
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
export function fieldHint(where: string): readonly EmptyAnswerHint[] {
  const path = where.split(/[|=]/)[0] ?? '';
  if (isRecordField(path)) return [];
  const near = similarRecordField(path) ?? nearValues(path.split('.')[0] ?? '', RECORD_FIELDS)[0];
  const unknown = `--where asks for ${path}, which is not a field of a record`;
  if (near === undefined) return [[`${unknown}: expected ${RECORD_FIELDS.slice(0, 3).join(', ')} or another`]];
  const rest = path.split('.').slice(near.split('.').length);
  const words = [{ flag: 'where', value: `${[near, ...rest].join('.')}${where.slice(path.length)}` } as const];
  return [[`${unknown}: did you mean `, { text: near, words, without: [{ flag: 'where', value: where }] }, '?']];
}
