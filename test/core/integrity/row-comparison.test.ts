import { differencesOfRow } from '../../../lib/core/integrity/row-comparison';
import type { JsonObject } from '../../../lib/core/record/json';
import { parseRecord } from '../../../lib/core/record/parse-record';
import { deflatedRecord, packedRecord } from '../../../lib/core/rows/record-attribute';
import { rowOf } from '../rows/events';

const RECORD = { eventName: 'StartSession', requestParameters: { target: 'i-0123456789abcdef0', tags: [1, null] } };
/** As DynamoDB may return the map: with its members in another order. */
const RETURNED = { requestParameters: { tags: [1, null], target: 'i-0123456789abcdef0' }, eventName: 'StartSession' };

const row = (record: JsonObject | Uint8Array | undefined) => ({ ...rowOf(), ...(record && { record }) });

it.each<[string, JsonObject | Uint8Array | undefined, JsonObject | Uint8Array | undefined]>([
  ['two maps', RECORD, RETURNED],
  ['a deflated record and the map of an earlier program', deflatedRecord(RECORD), RETURNED],
  ['a map and a deflated record', RECORD, deflatedRecord(RECORD)],
  ['a gzipped record and a deflated one', packedRecord(RECORD), deflatedRecord(RECORD)],
])('takes %s for the same', (_, expected, stored) => {
  expect(differencesOfRow(row(expected), row(stored))).toEqual([]);
});

it.each<[string, JsonObject | Uint8Array | undefined, JsonObject | Uint8Array | undefined]>([
  ['another value', deflatedRecord(RECORD), { ...RETURNED, eventName: 'ResumeSession' }],
  ['a member less', deflatedRecord({ ...RECORD, requestID: 'r' }), RETURNED],
  ['bytes that are no record', RECORD, new Uint8Array([0x78, 1, 2, 3])],
  ['a number that no map holds', RECORD, packedRecord(parseRecord('{"eventName":1e400}'))],
  [
    'a record that is nested without end',
    RECORD,
    packedRecord(parseRecord(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`)),
  ],
])('tells %s apart', (_, expected, stored) => {
  expect(differencesOfRow(row(expected), row(stored))).toEqual(['record']);
});
