import { Renewals } from '../../../lib/app/ingest/renewals';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { OlderPartition, RenewalStore } from '../../../lib/app/ports/renewal-store';

const MINUTE_MS = 60_000;
const START = Date.parse('2026-03-10T00:00:00Z');

let now: number;
/** The versions of a partition's rows, in the order of their keys, which are their places. */
let versions: number[];
let partition: OlderPartition | undefined;
let rowsRead: number;

beforeEach(() => {
  now = START;
  versions = [1, 1, 1];
  partition = { name: 'SendCommand' };
  rowsRead = 0;
});

const STORE: RenewalStore = {
  olderPartitions: async () => (partition ? [partition] : []),
  firstOlder: async (_, from) => {
    const at = Number(from ?? 0);
    rowsRead += 1;
    if (at >= versions.length) return { kind: 'none' };
    return versions[at] === 2 ? { kind: 'more', at: String(at + 1) } : { kind: 'found', at: String(at) };
  },
  countOlder: async () => ({ count: 0, pages: 0, isMore: false }),
  note: async (noted) => {
    partition = noted;
  },
  noteRenewed: async () => {
    partition = undefined;
  },
};

function renewals(graceMs = 0, intervalMs = 0): Renewals {
  return new Renewals(STORE, { now: () => new Date(now), graceMs, intervalMs });
}

it('notes a partition as renewed once it holds no older row, however often it looks before', async () => {
  await renewals().advance(NO_DEADLINE);
  expect(partition).toBeDefined();
  for (const [index] of versions.entries()) {
    expect(partition).toBeDefined();
    versions[index] = 2;
    await renewals().advance(NO_DEADLINE);
  }
  expect(partition).toBeUndefined();
});

it('never notes it while one row is older, whichever that is', async () => {
  for (const older of [0, 1, 2]) {
    versions = versions.map((_, index) => (index === older ? 1 : 2));
    partition = { name: 'SendCommand' };
    await renewals().advance(NO_DEADLINE);
    expect(partition).toMatchObject({ name: 'SendCommand' });
  }
});

it('goes on where it ended, and reads the row there alone while it is older', async () => {
  versions = [2, 2, 1, 2];
  await renewals().advance(NO_DEADLINE);
  expect(partition?.renewedTo).toBe('2');
  rowsRead = 0;
  await renewals().advance(NO_DEADLINE);
  expect(rowsRead).toBe(1);
});

it('waits for programs of before a deployment, which may write older rows yet', async () => {
  versions = [2, 2];
  await renewals(20 * MINUTE_MS).advance(NO_DEADLINE);
  now += 19 * MINUTE_MS;
  await renewals(20 * MINUTE_MS).advance(NO_DEADLINE);
  expect(partition).toMatchObject({ noticedAt: '2026-03-10T00:00:00.000Z' });
  now += MINUTE_MS;
  await renewals(20 * MINUTE_MS).advance(NO_DEADLINE);
  expect(partition).toBeUndefined();
});

it('looks no more often than it is to, and not where little time is left', async () => {
  const followed = renewals(0, 60 * MINUTE_MS);
  await followed.advance({ remainingMs: () => 29_000 });
  expect(rowsRead).toBe(0);
  now += 60 * MINUTE_MS;
  await followed.advance(NO_DEADLINE);
  expect(rowsRead).toBe(1);
  await followed.advance(NO_DEADLINE);
  expect(rowsRead).toBe(1);
});

it('keeps what it has found where time runs out', async () => {
  versions = [2, 2, 2, 2];
  let left = 4;
  await renewals().advance({
    remainingMs: () => {
      left -= 1;
      return left < 0 ? 0 : Number.POSITIVE_INFINITY;
    },
  });
  expect(partition).toMatchObject({ renewedTo: '2' });
});
