import { isEmptyStore } from '../../../lib/app/completeness/empty-store';
import type { Receipt } from '../../../lib/core/rows/delivery-row';
import { auditEvent } from '../../core/rows/events';
import { receipt } from '../../core/rows/receipts';
import { MemoryReader } from '../memory-reader';

function isEmpty({
  newest = [] as readonly Receipt[],
  trouble = [] as readonly Receipt[],
  isMore = false,
  events = 0,
}) {
  const reader = new MemoryReader(Array.from({ length: events }, () => auditEvent({})));
  return isEmptyStore({
    reader,
    receipts: {
      newest: async () => newest,
      trouble: async () => ({ receipts: trouble, isMore }),
      hasReceipts: async () => false,
    },
  });
}

it('is a store without log files and without events', async () => {
  expect(await isEmpty({})).toBe(true);
});

it.each([
  ['a log file that tells whose it is', { newest: [receipt({})] }],
  ['a log file that failed', { trouble: [receipt({ state: 'failed' })] }],
  ['log files in trouble that were not read', { isMore: true }],
  ['an event of a log file that does not tell whose it is', { events: 1 }],
])('is none with %s', async (_, held) => {
  expect(await isEmpty(held)).toBe(false);
});
