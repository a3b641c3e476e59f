import { nearValues } from '../../core/query/near-values';
import { isRecordField, RECORD_FIELDS, similarRecordField } from '../../core/rules/record-fields';

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
