import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { NO_COUNTS } from '../../../lib/core/rows/delivery-row';
import { partOfReceipt, receiptOf, standingReceipt } from '../../../lib/core/rows/receipt-codec';
import { CorruptRowError } from '../../../lib/core/rows/row-codec';
import { receipt } from './receipts';

const whole = receipt({ changed: true, quarantinedRecords: ['record 3'], records: 4, eTag: 'e' });
const attributes = (changed: object = {}): Record<string, unknown> => ({
  ...unmarshall(marshall(whole)),
  ...changed,
});

it('gives back what was stored, and counts that an earlier version did not have', () => {
  expect(receiptOf(attributes())).toEqual(whole);
  const { guardRecords: _, ...earlier } = attributes();
  expect(receiptOf(earlier)).toEqual(whole);
});

it.each<[attribute: string, value: unknown, expected: RegExp]>([
  ['state', undefined, /attribute state of logs\/AWSLogs\/\/a.json.gz is not as expected: expected one of done/],
  ['state', 'DONE', /expected one of done, unfinished, failed/],
  ['logFile', undefined, /attribute logFile .* expected a text/],
  ['logFile', 7, /attribute logFile .* expected a text/],
  ['finishedAt', 'yesterday', /attribute finishedAt .* expected a time/],
  ['deliveredAt', '', /attribute deliveredAt .* expected a time/],
  ['sourcelessRecords', '3', /attribute sourcelessRecords .* expected a number/],
  ['indexVersion', undefined, /attribute indexVersion .* expected a number/],
  ['quarantinedRecords', 'all', /attribute quarantinedRecords .* expected a list of texts/],
  ['changed', false, /attribute changed .* expected true/],
])('refuses %s that is %p', (attribute, value, told) => {
  expect(() => receiptOf(attributes({ [attribute]: value }))).toThrow(CorruptRowError);
  expect(() => receiptOf(attributes({ [attribute]: value }))).toThrow(told);
});

it('takes a corrupt receipt for that of a failed file, with what can be read of it', () => {
  const reason =
    'its receipt is corrupt: its attribute state is not as expected: expected one of done, unfinished, failed';
  expect(standingReceipt(attributes({ state: 5, records: 'many' }))).toEqual({
    ...whole,
    records: 0,
    state: 'failed',
    reason,
    corrupt: reason,
  });
  const nothing = standingReceipt({ folder: 'f', fileName: 'n' });
  expect(nothing).toMatchObject({ ...NO_COUNTS, state: 'failed', logFile: '', indexVersion: 0 });
  expect(standingReceipt(attributes())).toEqual(whole);
});

it('asks of a part of a receipt only its name and state', () => {
  expect(partOfReceipt({ fileName: 'a', state: 'done', eTag: 'e' })).toMatchObject({ state: 'done', eTag: 'e' });
  expect(partOfReceipt({ fileName: 'a', state: 'done', eTag: 7 })).toMatchObject({ state: 'failed' });
});
