import type { RecordPredicate } from './condition';
import { someLeafText } from './leaf-texts';
import { foldCase } from './scalar-text';

/**
 * Whether any value of a record contains a text, in any letter case. Names of fields are no values: almost every record
 * has a `sessionContext`. The text means itself, also `*`, `?` and `\`. Takes time in proportion to the record.
 */
export function containsText(asked: string): RecordPredicate {
  const folded = foldCase(asked);
  return (record) => someLeafText(record, (text) => foldCase(text).includes(folded));
}
