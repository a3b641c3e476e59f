import { BudgetReader } from '../../../lib/app/ask/budget-reader';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const REQUEST = {
  partition: { table: 'events', value: 'StartSession' },
  since: undefined,
  until: undefined,
  oldestFirst: false,
  limit: undefined,
  withRecord: false,
  after: undefined,
} as const;

it('reads so many pages, then nothing, and says so', async () => {
  const reader = new BudgetReader(new MemoryReader([auditEvent({ eventName: 'StartSession' })]), 1);
  expect((await reader.page(REQUEST)).rows).toHaveLength(1);
  expect(reader.isSpent).toBe(false);
  expect((await reader.page(REQUEST)).rows).toHaveLength(0);
  expect(reader.isSpent).toBe(true);
  expect(await reader.catalogue('')).toEqual(['StartSession']);
});
