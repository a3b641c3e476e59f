import { deflateRawSync } from 'node:zlib';
import { readStoredRecord, storedRecord } from '../../../../lib/adapters/sqlite/values/stored-record';
import { RECORD_DICTIONARY } from '../../../../lib/core/rows/record-dictionary';

/** A record as somebody else may have stored it. */
function stored(json: string): Uint8Array {
  return Buffer.concat([Buffer.of(1), deflateRawSync(json, { dictionary: Buffer.from(RECORD_DICTIONARY) })]);
}

const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

it('gives back a map, and bytes, as they were', () => {
  for (const record of [{ eventName: 'GetParameter', nested: JSON.parse(nested(20)) }, Buffer.from('bytes')]) {
    expect(readStoredRecord(storedRecord(record) ?? Buffer.of())).toEqual(record);
  }
});

it.each([
  ['more than any record has', stored(`"${'x'.repeat(5_000_000)}"`)],
  ['levels that no map has, over which others would walk for minutes', stored(nested(400_000))],
  ['no JSON', stored('{"a":')],
  ['another first byte', Buffer.of(2, 7)],
  ['nothing', Buffer.of()],
])('reads no record where there is %s', (_, bytes) => {
  expect(readStoredRecord(bytes)).toBeInstanceOf(Uint8Array);
});
