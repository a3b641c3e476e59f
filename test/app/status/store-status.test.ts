import { type QueueDepths, storeStatus } from '../../../lib/app/status/store-status';
import { DamagedVerificationStateError } from '../../../lib/app/verify/verification-state';
import type { Receipt } from '../../../lib/core/rows/delivery-row';
import { quarantineKey } from '../../../lib/core/rows/event-keys';
import { INDEX_VERSION, quarantineRow } from '../../../lib/core/rows/event-row';
import { rowContext } from '../../core/rows/events';
import { receipt } from '../../core/rows/receipts';
import { MemoryReader } from '../memory-reader';

const NOTHING_WRONG = {
  receipts: {
    newest: async () => [],
    trouble: async () => ({ receipts: [], isMore: false }),
    hasReceipts: async () => false,
    deliveryTimes: async () => [],
  },
  renewals: { olderPartitions: async () => [], countOlder: async () => ({ count: 0, pages: 1, isMore: false }) },
};

function status(newest: readonly Receipt[], trouble: readonly Receipt[], quarantined = 0, queues?: QueueDepths) {
  const reader = new MemoryReader();
  for (let index = 0; index < quarantined; index += 1) {
    reader.add(quarantineRow(quarantineKey('2024-05-01T12:00:00Z', `${index}`), 'x', {}, rowContext()));
  }
  const receipts = {
    ...NOTHING_WRONG.receipts,
    newest: async () => newest,
    trouble: async () => ({ receipts: trouble, isMore: false }),
  };
  return storeStatus({
    reader,
    receipts,
    renewals: NOTHING_WRONG.renewals,
    ...(queues && { queues: async () => queues }),
  });
}

it('has no problems where all is well', async () => {
  const deliveredAt = '2024-05-01T12:05:00Z';
  expect(
    await status([receipt({ accountId: '1', region: 'r', deliveredAt })], [], 0, {
      waiting: 5,
      deadLetters: 0,
      failedAlerts: 0,
    }),
  ).toEqual({
    newest: [
      {
        account: '1',
        region: 'r',
        newestDelivery: deliveredAt,
        finishedAt: receipt().finishedAt,
        logFile: receipt().logFile,
      },
    ],
    failed: [],
    unfinished: [],
    changed: [],
    sourceless: [],
    quarantined: 0,
    olderRows: { indexVersion: INDEX_VERSION, count: 0 },
    queues: { waiting: 5, deadLetters: 0, failedAlerts: 0 },
    problems: [],
  });
});

it('names each problem', async () => {
  const trouble = [
    receipt({ state: 'failed', reason: 'cut short', logFile: 'a' }),
    receipt({ state: 'failed', logFile: 'b' }),
    receipt({ state: 'unfinished', logFile: 'c' }),
    receipt({ changed: true, logFile: 'd' }),
  ];
  const found = await status([], trouble, 20, { waiting: 0, deadLetters: 2, failedAlerts: 1 });
  expect([found.failed, found.unfinished, found.changed].map(({ length }) => length)).toEqual([2, 1, 1]);
  expect(found.quarantined).toBe(20);
  expect(found.problems.map(({ text }) => text)).toEqual([
    'a failed: cut short',
    'b failed: the reason is unknown',
    'c is unfinished',
    'd has changed since it was first indexed',
    'records in quarantine: 20',
    'dead letters: 2',
    'alerts that did not arrive: 1',
  ]);
});

it('takes a store that holds nothing for no whole picture', async () => {
  expect((await status([], [])).problems).toEqual([{ kind: 'incomplete', text: 'nothing is indexed here' }]);
  expect((await status([], [], 1)).problems).toEqual([
    { kind: 'incomplete', text: 'records in quarantine: 1', command: ['query', '--quarantined'] },
  ]);
});

it('names log files with records that may be anybody’s', async () => {
  const { sourceless, problems } = await status([], [receipt({ sourcelessRecords: 2, logFile: '/x/a.json' })]);
  expect(sourceless).toMatchObject([{ logFile: '/x/a.json' }]);
  expect(problems.map(({ text }) => text)).toContain(
    "/x/a.json has records without an event source: they may be anybody's",
  );
});

it('counts what tampered with a stack, and nothing where there is none', async () => {
  const upTo = new Date('2024-05-02T00:00:00Z');
  const deps = { ...NOTHING_WRONG, reader: new MemoryReader() };
  expect((await storeStatus({ ...deps, upTo })).guardCalls).toEqual({ since: '2024-05-01T00:00:00Z', count: 0 });
  expect(await storeStatus(deps)).not.toHaveProperty('guardCalls');
});

it('says how far a function has verified, if one has begun', async () => {
  const { receipts, renewals } = NOTHING_WRONG;
  const verified = (day: string | undefined) =>
    storeStatus({ reader: new MemoryReader(), receipts, renewals, verifiedBefore: async () => day });
  expect(await verified('2024-05-02')).toMatchObject({ verifiedBefore: '2024-05-02' });
  expect(await verified(undefined)).not.toHaveProperty('verifiedBefore');
});

it('says that nobody can read how far a function has verified, and all else', async () => {
  const damaged = new DamagedVerificationStateError('the row');
  const verifiedBefore = () => Promise.reject(damaged);
  const told = await storeStatus({ ...NOTHING_WRONG, reader: new MemoryReader(), verifiedBefore });
  expect(told).not.toHaveProperty('verifiedBefore');
  expect(told.problems.map(({ text }) => text)).toContain(damaged.message);
});
