import type { LogAccount, LogRegion } from '../../../lib/app/ports/log-file-listing';
import type { ReconciliationState } from '../../../lib/app/ports/progress/reconciliation-states';
import { NOTHING } from '../../../lib/app/reconcile/pass-progress';
import { PassRun } from '../../../lib/app/reconcile/pass-run';
import type { Receipt } from '../../../lib/core/rows/delivery-row';
import { receipt } from '../../adapters/dynamodb/receipts';
import { deliveredKey } from '../../delivered-key';

const NOW = new Date('2026-03-04T12:00:00Z');
const PASS = {
  since: '2026-03-01T12:00:00Z',
  until: NOW.toISOString(),
  counts: NOTHING,
  unlisted: 0,
  begun: '',
  open: [],
  accounts: 0,
  accountsBegun: 0,
};

/** A region with a log file delivered at each of these times. */
function region(name: string, ...times: readonly string[]): LogRegion {
  const files = times.map((time) => ({
    bucket: 'b',
    key: deliveredKey({ accountId: '1', region: name, at: new Date(time) }),
    eTag: '',
    bytes: 1,
    storedAt: time,
  }));
  const folder = {
    name: `${name}/`,
    async *files() {
      yield* files;
    },
  };
  return { region: name, folders: () => [folder] };
}

/** The newest receipt of a region, delivered at a time. */
const newest = (accountId: string, name: string, deliveredAt: string): Receipt =>
  receipt('x.json.gz', { accountId, region: name, deliveredAt });

/** Runs a pass over accounts as they are at each look; gives what is told and stored. */
async function ran(looks: readonly (readonly LogAccount[])[], receipts: readonly Receipt[], now = () => NOW) {
  const told: string[] = [];
  const stored: ReconciliationState[] = [];
  const remaining = [...looks];
  const run = new PassRun(
    {
      sources: {
        listing: { accounts: async () => remaining.shift() ?? looks.at(-1) ?? [] },
        receipts: { receipts: noReceipts },
        newest: {
          ofAccount: async (accountId) => receipts.filter((each) => each.accountId === accountId),
          async *all() {
            yield* receipts;
          },
        },
      },
      states: {
        load: async () => stored.at(-1),
        save: async (state) => {
          stored.push(state);
          return true;
        },
      },
      now,
      compareBy: { remainingMs: () => 60_000 },
      storeBy: { remainingMs: () => 60_000 },
      held: { by: 'run', until: '2026-03-04T12:15:00.000Z' },
      youngSince: NOW.toISOString(),
    },
    {
      onWrongFile: ({ file }) => void told.push(file.key),
      onUnlisted: ({ accountId, region: of }) => void told.push(`${accountId} ${of}`),
    },
    { window: 'recent', revision: 4 },
    PASS,
  );
  await run.take();
  await run.toItsEnd();
  return { told, stored, compared: run.compared };
}

async function* noReceipts() {
  // The files of these tests have none.
}

const account = (accountId: string, ...regions: readonly LogRegion[]): LogAccount => ({
  accountId,
  regions: async () => regions,
});

describe('PassRun', () => {
  it('holds the pass, and stores that it is done, each state in the place of the one before', async () => {
    const { stored, compared } = await ran([[account('1', region('a', '2026-03-03T00:00:00Z'))]], []);
    expect(stored.map(({ revision }) => revision)).toEqual([5, 6]);
    expect(stored[0]).toMatchObject({ held: { by: 'run' }, pass: PASS });
    expect(stored[1]).toEqual({
      window: 'recent',
      revision: 6,
      last: {
        since: PASS.since,
        until: PASS.until,
        counts: { ...NOTHING, missing: 1 },
        unlisted: 0,
        finishedAt: NOW.toISOString(),
      },
    });
    expect(compared).toEqual({ ...NOTHING, missing: 1 });
  });

  it('stores every ten seconds what is done and what is open', async () => {
    let time = NOW.getTime();
    const now = () => {
      time += 6_000;
      return new Date(time);
    };
    const regions = [region('a', '2026-03-03T00:00:00Z'), region('b', '2026-03-03T00:00:00Z')];
    const { stored, told } = await ran([[account('1', ...regions)]], [], now);
    expect(stored.length).toBeGreaterThan(2);
    expect(new Set(told).size).toBe(2);
    for (const { pass, held } of stored.slice(1, -1)) {
      expect(held).toBeDefined();
      expect(pass).toMatchObject({ accounts: 1, accountsBegun: 1 });
    }
  });

  it('tells of a region whose newest log file is not in the bucket, and of none that is just new', async () => {
    const emptied = region('emptied');
    const fresh = region('fresh', '2026-03-04T12:01:00Z');
    const { told, stored } = await ran(
      [[account('1', emptied, fresh)]],
      [
        newest('1', 'emptied', '2026-03-03T00:00:00Z'),
        newest('1', 'fresh', '2026-03-04T12:01:00Z'),
        newest('1', 'quiet', '2026-02-01T00:00:00Z'),
        newest('1', 'gone', '2026-03-04T12:05:00Z'),
      ],
    );
    expect(told.sort()).toEqual(['1 emptied', '1 gone']);
    expect(stored.at(-1)?.last?.unlisted).toBe(2);
  });

  it('looks again before it says that an account or a region has no folder', async () => {
    let looks = 0;
    const growing: LogAccount = {
      accountId: '1',
      regions: async () => {
        looks += 1;
        return looks === 1 ? [] : [region('late', '2026-03-04T12:01:00Z')];
      },
    };
    const receipts = [newest('1', 'late', '2026-03-04T12:01:00Z'), newest('2', 'a', '2026-03-04T12:01:00Z')];
    expect((await ran([[growing], [growing, account('2', region('a'))]], receipts)).told).toEqual([]);
    expect((await ran([[growing]], receipts)).told).toEqual(['2 a']);
  });
});
