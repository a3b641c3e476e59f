import { INDEX_EVERYTHING, indexRecord } from '../../../lib/app/index/index-record';
import type { JsonObject } from '../../../lib/core/record/json';
import { readRecordAttribute } from '../../../lib/core/rows/record-attribute';
import { CASES, CORE, FORMS, ITEMS, secretiveRecord } from './secretive-records';

const PLACE = { logFile: 's3://b/k', recordIndex: 0, recordSha256: 'ab'.repeat(32) };
const SOURCE = { origin: 'delivery', deliveredAt: undefined, now: new Date('2024-03-01T10:06:00Z') } as const;

/** Everything that an indexed record leaves in the tables, as text. */
function stored(record: JsonObject): string {
  const indexed = indexRecord(record, PLACE, SOURCE, { ...INDEX_EVERYTHING, extraTerms: ['responseElements.text'] });
  if (typeof indexed === 'string') throw new Error(`not indexed: ${indexed}`);
  const { row, termRows } = indexed;
  const kept = row.record === undefined ? undefined : readRecordAttribute(row.record);
  return JSON.stringify([{ ...row, record: kept }, ...termRows(row)]);
}

describe.each(CASES)('what is masked, its name %s', (_, spelt) => {
  it.each(FORMS)('is in no row: $form', (form) => {
    for (const item of ITEMS) {
      const [eventName, , name] = item;
      const rows = stored(secretiveRecord(item, spelt, form));
      expect({ eventName, name, isReadable: rows.includes(CORE) }).toEqual({ eventName, name, isReadable: false });
      expect(rows).toMatch(/\*\*\*masked:\d+\*\*\*/);
    }
  });
});

it('covers sixty forms', () => {
  expect(CASES.length * FORMS.length).toBe(60);
});
