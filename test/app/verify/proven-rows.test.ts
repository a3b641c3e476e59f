import { ProvenRows } from '../../../lib/app/verify/proven-rows';
import { rowOfRecord } from '../../functions/alerting';
import { ssmRecord } from '../../log-records';

const ROW = rowOfRecord(ssmRecord({ eventID: 'e-1' }));
const OTHER = rowOfRecord(ssmRecord({ eventID: 'e-2' }));

function proven(most?: number): ProvenRows {
  const rows = new ProvenRows(most);
  rows.add(ROW, ['actor=alice', 'eventID=e-1']);
  return rows;
}

it('knows the terms of a row that it was told', () => {
  expect(proven().termsOf(ROW)).toEqual(['actor=alice', 'eventID=e-1']);
  expect(proven().termsOf(OTHER)).toBeUndefined();
});

it.each([
  ['place', { recordIndex: 1 }],
  ['log file', { logFile: 's3://logs/AWSLogs/other.json.gz' }],
  ['record', { recordSha256: '0'.repeat(64) }],
  ['version', { indexVersion: 1 }],
])('does not know a row that now says another %s', (_, change) => {
  expect(proven().termsOf({ ...ROW, ...change })).toBeUndefined();
});

it('knows which Terms rows lead to it by right', () => {
  expect(proven().hasTerm('actor=alice', ROW)).toBe(true);
  expect(proven().hasTerm('actor=mallory', ROW)).toBe(false);
  expect(proven().hasTerm('actor=alice', { ...ROW, indexVersion: 1 })).toBe(false);
  expect(proven().hasTerm('actor=alice', OTHER)).toBe(false);
});

it('remembers so many and no more, and takes in what another knows', () => {
  const rows = proven(1);
  rows.add(OTHER, []);
  expect(rows.termsOf(OTHER)).toBeUndefined();
  const all = new ProvenRows();
  all.merge(rows);
  expect(all.termsOf(ROW)).toHaveLength(2);
});
