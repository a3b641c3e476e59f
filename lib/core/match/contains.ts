import type { JsonObject } from '../record/json';
import type { RecordPredicate } from './condition';
import { someLeafText } from './leaf-texts';
import { type JsonTest, plainText } from './record-json';
import { foldCase } from './scalar-text';

/**
 * Whether any value of a record contains a text, in any letter case. Names of fields are no values: almost every record
 * has a `sessionContext`. The text means itself, also `*`, `?` and `\`. Takes time in proportion to the record.
 */
export function containsText(asked: string): RecordPredicate {
  const folded = foldCase(asked);
  const plain = plainText(asked);
  const json: JsonTest | undefined = plain === undefined ? undefined : (record) => record.mayContain(plain);
  return Object.assign(
    (record: JsonObject) => someLeafText(record, (text) => foldCase(text).includes(folded)),
    json && { json },
  );
}
