import { completeOptions } from '../../../lib/infra/settings/configuration';
import { retentionWarnings } from '../../../lib/infra/settings/retention-warnings';

const warningsOf = (options: Parameters<typeof completeOptions>[0]) => retentionWarnings(completeOptions(options));

const lock = (days: number, mode: 'governance' | 'compliance') => ({ objectLock: { days, mode } });

it.each([
  [{ retentionDays: 399 }, 'deletes log files after 434 days'],
  [
    lock(436, 'compliance'),
    'for 436 days, but they are kept for 435: each stays, and costs money, until its lock ends, and nobody can shorten it',
  ],
  [{ logRetentionDays: 500, ...lock(501, 'governance') }, 'only a special right can shorten it'],
])('warns of %j', (options, warning) => {
  expect(warningsOf(options)).toEqual([expect.stringContaining(warning)]);
});

it.each([
  {},
  { retentionDays: 500 },
  { retentionDays: 30, logRetentionDays: 60 },
  { retentionDays: 30, bucketName: 'company-logs' },
  lock(435, 'compliance'),
])('says nothing of %j', (options) => expect(warningsOf(options)).toEqual([]));
