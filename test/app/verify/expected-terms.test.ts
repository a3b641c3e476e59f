import { INDEX_EVERYTHING } from '../../../lib/app/index/index-record';
import { type ExpectedRecord, expectedRows } from '../../../lib/app/verify/expected-rows';
import {
  expectedTerms,
  leftTerms,
  newerTerms,
  type RowPair,
  termProblem,
} from '../../../lib/app/verify/expected-terms';
import { type EventRow, INDEX_VERSION } from '../../../lib/core/rows/event-row';
import { logKey, ssmRecord } from '../../log-records';

const NOW = new Date('2024-03-01T10:06:00Z');
const OLDER = 1;
const EVENT_ID = '1c0a81fc-41d1-42e9-a032-a3a22714107b';

async function recordOf(text: string): Promise<ExpectedRecord> {
  const chunks = (async function* () {
    yield Buffer.from(text);
  })();
  const indexing = { ...INDEX_EVERYTHING, extraTerms: ['requestParameters.name'] };
  const { batches } = expectedRows({ logFile: 's3://logs/a.json.gz', key: logKey(), chunks }, indexing, NOW);
  for await (const [record] of batches) if (record) return record;
  throw new Error('no record');
}

/** A record beside the row that its version of the index stored. */
async function pairOf(version: number, stored: Partial<EventRow> = {}): Promise<RowPair> {
  const record = await recordOf(JSON.stringify({ Records: [ssmRecord({ eventID: EVENT_ID })] }));
  const indexed = version === INDEX_VERSION ? record : record.byVersion(version);
  if (!indexed) throw new Error(`version ${version} makes nothing of it`);
  return { record, indexed, expected: indexed.row, stored: { ...indexed.row, ...stored } };
}

const names = (rows: readonly { readonly term: string }[]) => rows.map(({ term }) => term.replace(/=.*/, '')).sort();

it('are the terms that ingestion writes, but for configured ones', async () => {
  const pair = await pairOf(INDEX_VERSION);
  const written = names([...pair.indexed.termRows(pair.stored)]);
  expect(written).toContain('record.requestParameters.name');
  expect(names(expectedTerms(pair))).toEqual(written.filter((name) => !name.startsWith('record.')));
});

it('are none of a quarantined row', async () => {
  expect(expectedTerms(await pairOf(INDEX_VERSION, { quarantineReason: 'no name' }))).toEqual([]);
});

it('are those of the first version too where they have other keys, once a row was read again', async () => {
  const pair = await pairOf(INDEX_VERSION);
  const left = leftTerms(pair);
  expect(left.map(({ term }) => term)).toContain(`eventID=${EVENT_ID}`);
  for (const { term } of left) expect(pair.indexed.termKeys).not.toContain(term);
  expect(leftTerms(await pairOf(OLDER))).toEqual([]);
});

it('may be newer than their row where its renewal was interrupted', async () => {
  const older = await pairOf(OLDER);
  const terms = new Map(expectedTerms(older).map((row) => [row.term, row]));
  const newer = newerTerms(older).find(({ term }) => terms.has(term));
  const expected = terms.get(newer?.term ?? '');
  if (!newer || !expected) throw new Error('no term is in both versions');
  expect(termProblem(expected, newer, undefined)?.kind).toBe('invalid');
  expect(termProblem(expected, newer, newer)).toBeUndefined();
  expect(newerTerms(await pairOf(INDEX_VERSION))).toEqual([]);
});

it('are missing, or differ, by name', async () => {
  const [term] = expectedTerms(await pairOf(INDEX_VERSION));
  if (!term) throw new Error('no terms');
  expect(termProblem(term, term, undefined)).toBeUndefined();
  expect(termProblem(term, undefined, undefined)).toMatchObject({
    kind: 'missing',
    reason: `it has no term ${term.term}`,
  });
  const forged = { ...term, eventSource: 'forged' };
  expect(termProblem(term, forged, undefined)).toMatchObject({
    kind: 'invalid',
    reason: `its term ${term.term} differs from it in eventSource`,
  });
});
