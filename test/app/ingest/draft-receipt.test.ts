import { type Attempt, readReceipt, unopenedReceipt } from '../../../lib/app/ingest/draft-receipt';
import type { IndexedFile } from '../../../lib/app/ingest/index-log-file';
import { OutOfTimeError } from '../../../lib/app/ports/deadline';
import type { OpenedLogFile } from '../../../lib/app/ports/log-file-source';
import { NO_COUNTS, type Receipt } from '../../../lib/core/rows/delivery-row';
import { expiryOf } from '../../../lib/core/rows/retention';
import { receipt } from '../../core/rows/receipts';
import { logKey } from '../../log-records';

const NOW = '2024-03-01T10:06:00Z';
const DAY_S = 24 * 60 * 60;
const RETENTION_DAYS = 400;

function attempt(previous?: Partial<Receipt>): Attempt {
  return {
    task: { bucket: 'logs', key: logKey(), origin: 'delivery' },
    previous: previous && receipt(previous),
    now: () => new Date(NOW),
    retentionDays: RETENTION_DAYS,
  };
}

function opened(eTag: string): OpenedLogFile {
  return { chunks: (async function* () {})(), eTag, discard: () => undefined };
}

function indexed(contentSha256: string, failure?: unknown): IndexedFile {
  return { counts: NO_COUNTS, bytes: 10, contentSha256, nextRecord: 3, ...(failure !== undefined && { failure }) };
}

it('lets a receipt outlive the last of its rows by 35 days', () => {
  const { expiresAt } = readReceipt(attempt(), opened('a'), indexed('hash'));
  const lastRow = expiryOf(NOW, '2024-03-01T10:05:00Z', RETENTION_DAYS);
  expect(expiresAt).toBe((lastRow ?? 0) + 35 * DAY_S);
});

describe('a file that has other content than before', () => {
  const before = { eTag: 'old', contentSha256: 'was' } as const;

  it('was changed where the earlier content was indexed to its end', () => {
    const { changed, formerContentSha256 } = readReceipt(
      attempt({ ...before, state: 'done' }),
      opened('new'),
      indexed('is'),
    );
    expect({ changed, formerContentSha256 }).toEqual({ changed: true, formerContentSha256: 'was' });
  });

  it.each(['failed', 'unfinished'] as const)('was not where the earlier attempt %s', (state) => {
    expect(readReceipt(attempt({ ...before, state }), opened('new'), indexed('is'))).not.toHaveProperty('changed');
  });

  it('was not where only its entity tag is another', () => {
    expect(readReceipt(attempt({ ...before, state: 'done' }), opened('new'), indexed('was'))).not.toHaveProperty(
      'changed',
    );
  });

  it('is not called changed before it is read to its end', () => {
    const unread = readReceipt(
      attempt({ ...before, state: 'done' }),
      opened('new'),
      indexed('is', new OutOfTimeError('it')),
    );
    expect(unread).toMatchObject({ state: 'unfinished', nextRecord: 3, formerContentSha256: 'was' });
    expect(unread).not.toHaveProperty('changed');
  });
});

it('keeps the checkpoint of a file that cannot be opened any more', () => {
  const checkpoint = { state: 'unfinished', nextRecord: 7, newEvents: 5 } as const;
  expect(unopenedReceipt(attempt(checkpoint), new Error('AccessDenied'))).toMatchObject({
    ...checkpoint,
    hadTrouble: true,
    reason: 'AccessDenied',
  });
});
