import { INDEX_EVERYTHING, type IndexedRecord, type Indexing, indexRecord } from '../../../lib/app/index/index-record';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventStore } from '../../../lib/app/ports/event-store';
import type { StandingRows } from '../../../lib/app/ports/standing-rows';
import type { JsonObject } from '../../../lib/core/record/json';
import { catalogueEntry } from '../../../lib/core/rows/catalogue';
import type { EventKey } from '../../../lib/core/rows/event-keys';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { heartbeatRecord, ssmRecord } from '../../log-records';

const SPREAD: Indexing = { ...INDEX_EVERYTHING, spread: new Map([['DeleteDocument', 64]]) };
const RECORD = ssmRecord({ eventID: 'one-event' });
const HEARTBEAT = heartbeatRecord({ eventID: 'one-report' });
const HASHES = ['a', 'b'].map((digit) => digit.repeat(64));
/** Like the second where keys look at it. */
const ALIKE = `${'b'.repeat(63)}c`;

let rows: Map<string, EventRow>;
let termKeys: Set<string>;
let partitions: Set<string>;

beforeEach(() => {
  rows = new Map();
  termKeys = new Set();
  partitions = new Set();
});

describe('EventWriter', () => {
  it('takes a row beside another for a known one by its whole hash', async () => {
    const [first = '', second = ''] = HASHES;
    expect(await write(indexed(first))).toMatchObject({ newEvents: 1 });
    expect(await write(indexed(second))).toMatchObject({ conflicts: 1 });
    expect(await write(indexed(second))).toMatchObject({ knownEvents: 1 });
    expect(await write(indexed(ALIKE))).toMatchObject({ quarantined: 1 });
    expect([...rows.values()].map(({ recordSha256 }) => recordSha256)).toEqual([first, second, ALIKE]);
    expect([...rows.values()].at(-1)).toMatchObject({ quarantineReason: 'two other records have its keys' });
  });

  it.each([
    ['spread', INDEX_EVERYTHING, SPREAD],
    ['spread no more', SPREAD, INDEX_EVERYTHING],
  ])('gives a record no second row when it is read again after its name was %s', async (_, before, after) => {
    const [first = '', second = ''] = HASHES;
    for (const sha256 of [first, second]) await write(indexed(sha256, before));
    const [keys, terms] = [[...rows.keys()], [...termKeys]];
    for (const sha256 of [first, second]) {
      expect(await write(indexed(sha256, after), true)).toMatchObject({ knownEvents: 1, newEvents: 0, conflicts: 0 });
    }
    expect([...rows.keys()]).toEqual(keys);
    expect([...termKeys]).toEqual(terms);
  });

  it('refreshes such a row where it stands', async () => {
    const [first = ''] = HASHES;
    await write(indexed(first));
    const [row] = rows.values();
    if (row) rows.set(keyOf(row), { ...row, indexVersion: 0 });
    await write(indexed(first, SPREAD), true);
    expect([...rows.values()]).toEqual([row]);
  });
});

describe('a partition in which an earlier program may still have put rows', () => {
  const apart: Indexing = { ...INDEX_EVERYTHING, agentSpread: new Map([['UpdateInstanceInformation', 8]]) };
  const plain = 'UpdateInstanceInformation';
  const heartbeat = (indexing: Indexing) => indexedRecord(HEARTBEAT, 'a'.repeat(64), indexing);

  it('is looked at for a file that nobody has read, so that its record gets no second row', async () => {
    const { row } = heartbeat(INDEX_EVERYTHING);
    rows.set(keyOf(row), { ...row, indexVersion: 1 });
    const store = { ...STORE, catalogued: async () => [{ partition: plain, oldestVersion: 1 }] };
    const writer = new EventWriter(store, STANDING_ROWS);
    expect(await writer.write([heartbeat(apart)], NO_DEADLINE)).toMatchObject({ knownEvents: 1, newEvents: 0 });
    expect([...rows.keys()]).toEqual([keyOf(row)]);
  });

  it('is not looked at once its rows are renewed', async () => {
    partitions.add(plain);
    const standing = jest.fn();
    await new EventWriter(STORE, { standing }).write([heartbeat(apart)], NO_DEADLINE);
    expect(standing).not.toHaveBeenCalled();
    expect([...rows.values()].map(({ eventName }) => eventName)).toEqual([expect.stringContaining(`${plain}#agent`)]);
  });

  it('keeps a row that was apart before, when it is read again, wherever it would stand now', async () => {
    await write(heartbeat(apart));
    const [key] = rows.keys();
    for (const indexing of [INDEX_EVERYTHING, { ...apart, agentSpread: new Map() }, apart]) {
      expect(await write(heartbeat(indexing), true)).toMatchObject({ knownEvents: 1 });
    }
    expect([...rows.keys()]).toEqual([key]);
  });
});

describe('the catalogue', () => {
  it('is read once a process and written for names alone that it does not have', async () => {
    partitions = new Set(['DeleteDocument']);
    const store = { ...STORE, catalogued: jest.fn(STORE.catalogued), addPartition: jest.fn(STORE.addPartition) };
    const writer = new EventWriter(store);
    const other = indexedRecord(ssmRecord({ eventName: 'StartSession' }), 'c'.repeat(64));
    const batch = [...HASHES.map((sha256) => indexed(sha256)), other];
    await Promise.all([writer.write(batch, NO_DEADLINE), writer.write([], NO_DEADLINE)]);
    await writer.write([other], NO_DEADLINE);
    expect(store.catalogued).toHaveBeenCalledTimes(1);
    expect(store.addPartition.mock.calls.map(([entry]) => entry)).toEqual([catalogueEntry('StartSession')]);
  });

  it('is read once more when no earlier program can put rows any more into partitions that nobody had then', async () => {
    let at = Date.parse('2026-03-02T09:00:00Z');
    const catalogued = jest.fn(STORE.catalogued);
    const writer = new EventWriter({ ...STORE, catalogued }, STANDING_ROWS, () => new Date(at));
    const write = () => writer.write([indexed('a'.repeat(64))], NO_DEADLINE);
    for (const minutes of [0, 15, 17, 60]) {
      at = Date.parse('2026-03-02T09:00:00Z') + minutes * 60_000;
      await Promise.all([write(), write()]);
    }
    expect(catalogued).toHaveBeenCalledTimes(2);
  });

  it('is not read where there is nothing to store, and read again after it could not be', async () => {
    const catalogued = jest.fn(STORE.catalogued).mockRejectedValueOnce(new Error('throttled'));
    const writer = new EventWriter({ ...STORE, catalogued });
    await writer.write([], NO_DEADLINE);
    expect(catalogued).not.toHaveBeenCalled();
    await expect(writer.write([indexed('a'.repeat(64))], NO_DEADLINE)).rejects.toThrow('throttled');
    expect(await writer.write([indexed('a'.repeat(64))], NO_DEADLINE)).toMatchObject({ newEvents: 1 });
  });
});

const STORE: EventStore = {
  putNew: async (row) => {
    const standing = rows.get(keyOf(row));
    if (!standing) rows.set(keyOf(row), row);
    return standing;
  },
  refresh: async (row) => {
    rows.set(keyOf(row), row);
    return true;
  },
  putTerms: async (terms) => {
    for (const { term, eventTimeIdName } of terms) termKeys.add(`${term} ${eventTimeIdName}`);
    return [];
  },
  catalogued: async () => [...partitions].map(catalogueEntry),
  addPartition: async ({ partition }) => {
    partitions.add(partition);
  },
};

const STANDING_ROWS: StandingRows = { standing: async (key) => rows.get(keyOf(key)) };

function write(record: IndexedRecord, isReread = false) {
  return new EventWriter(STORE, STANDING_ROWS).write([record], NO_DEADLINE, isReread);
}

/** The rows of the record as they are with bytes of another hash. */
function indexed(recordSha256: string, indexing: Indexing = INDEX_EVERYTHING): IndexedRecord {
  return indexedRecord(RECORD, recordSha256, indexing);
}

function indexedRecord(record: JsonObject, recordSha256: string, indexing = INDEX_EVERYTHING): IndexedRecord {
  const source = { origin: 'delivery', deliveredAt: undefined, now: new Date('2024-03-01T10:06:00Z') } as const;
  const made = indexRecord(record, { logFile: 's3://b/k', recordIndex: 0, recordSha256 }, source, indexing);
  if (typeof made !== 'object') throw new Error(`not indexed: ${made}`);
  return made;
}

function keyOf({ eventName, eventTimeId }: EventKey): string {
  return `${eventName} ${eventTimeId}`;
}
