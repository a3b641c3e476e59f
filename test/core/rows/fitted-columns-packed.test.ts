import { INDEX_EVERYTHING, indexRecord } from '../../../lib/app/index/index-record';
import type { JsonObject } from '../../../lib/core/record/json';
import { MOST_ORDINARY_UNITS, ordinaryUnits, packedWhereDue } from '../../../lib/core/rows/fitted-columns';
import { readRecordAttribute } from '../../../lib/core/rows/record-attribute';
import { generatedCorpus } from '../../../samples/generated-corpus';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { rowOf } from './events';

const SOURCE = { origin: 'delivery' as const, deliveredAt: undefined, now: new Date(0) };
const PLACE = { logFile: 's3://logs/a.json.gz', recordIndex: 3, recordSha256: 'ab'.repeat(32) };
const CORPUS = { seed: 3, files: 1, recordsPerFile: 500, systemsManagerShare: 1, from: '2026-03-02T00:00:00Z' };

/** What a deployed stack and a local store make of each record of people that touches one thing. */
function ordinary() {
  return [...sampleDeliveries(), ...generatedCorpus(CORPUS)]
    .flatMap(({ records }) => records)
    .flatMap((record) => {
      const [local, deployed] = [indexed(record, false), indexed(record, true)];
      const isOrdinary = local?.row.resources?.length === 1 && !local.row.marks?.agent;
      return local && deployed && isOrdinary ? [{ local, deployed }] : [];
    });
}

function indexed(record: JsonObject, packs: boolean) {
  const rows = indexRecord(record, PLACE, SOURCE, { ...INDEX_EVERYTHING, packs });
  return typeof rows === 'object' ? rows : undefined;
}

const ORDINARY = ordinary();

it('keeps every ordinary event with one resource within ten units', () => {
  const units = ORDINARY.map(({ deployed: { row, termKeys } }) => ordinaryUnits(row) + termKeys.length);
  expect(units.length).toBeGreaterThan(150);
  expect(Math.max(...units)).toBe(MOST_ORDINARY_UNITS);
});

it('deflates a record only where the event is within them then, and not otherwise', () => {
  const packed = ORDINARY.filter(({ deployed: { row } }) => row.record instanceof Uint8Array);
  expect(packed.length).toBeGreaterThan(20);
  for (const { local, deployed } of packed) {
    expect(ordinaryUnits(local.row) + local.termKeys.length).toBeGreaterThan(MOST_ORDINARY_UNITS);
    expect(readRecordAttribute(deployed.row.record)).toEqual(local.row.record);
    expect({ ...deployed.row, record: undefined }).toEqual({ ...local.row, record: undefined });
    expect(deployed.termKeys).toEqual(local.termKeys);
  }
});

it('leaves the record a map where deflating it would not do, or is not needed', () => {
  const record = { eventName: 'StartSession', requestParameters: { reason: 'x'.repeat(1_500) } };
  const row = rowOf(undefined, record);
  expect(packedWhereDue(row, record, 1)).toBe(row);
  expect(packedWhereDue(row, record, 7).record).toBeInstanceOf(Uint8Array);
  expect(packedWhereDue(row, record, 8).record).toBeInstanceOf(Uint8Array);
  expect(packedWhereDue(row, record, 9)).toBe(row);
  const { record: _, ...without } = row;
  expect(packedWhereDue(without, record, 7)).toBe(without);
});
