import { readRecord } from '../../../lib/app/ask/read-record';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import { UnreadableRecordError } from '../../../lib/core/rows/record-attribute';
import { rowOf } from '../../core/rows/events';

const damaged = { ...rowOf(), record: new Uint8Array([1, 2, 3]) };

it('reads the record of a row', () => {
  expect(readRecord({ ...rowOf(), record: { eventName: 'A' } }, undefined)).toEqual({ eventName: 'A' });
});

it('takes note of a row whose record cannot be read, if somebody collects them', () => {
  const corrupt = new CorruptRows();
  expect(readRecord(damaged, corrupt)).toBeUndefined();
  expect(corrupt.has(damaged)).toBe(true);
  expect(corrupt.list()).toMatchObject([{ attribute: 'record' }]);
  expect(() => readRecord(damaged, undefined)).toThrow(UnreadableRecordError);
});
