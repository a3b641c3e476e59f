import type { Logger } from '@aws-lambda-powertools/logger';
import type { Receipt } from '../../../lib/core/rows/delivery-row';
import { functionMetrics } from '../../../lib/functions/function-metrics';
import { IngestReport } from '../../../lib/functions/ingest/ingest-report';
import { receipt } from '../../core/rows/receipts';

const LATE = {
  deliveredAt: '2024-05-01T12:05:00Z',
  lastEventTime: '2024-05-01T11:58:30Z',
  finishedAt: '2024-05-01T12:06:00Z',
} as const;

/** The metrics of an invocation, by name. */
function reported(report: (to: IngestReport) => void): Record<string, unknown> {
  const metrics = functionMetrics('ingest', 'audit');
  const logger = { info: () => undefined, error: () => undefined } as unknown as Logger;
  report(new IngestReport(logger, metrics));
  const { _aws, ...values } = metrics.serializeMetrics();
  metrics.clearMetrics();
  return values;
}

function ofReceipt(overrides: Partial<Receipt>): Record<string, unknown> {
  return reported((report) =>
    report.done({ receipts: [receipt({ ...LATE, ...overrides })], skipped: [], archived: [] }),
  );
}

describe('the lag of a log file', () => {
  it('is counted from its delivery and from its newest event', () => {
    expect(ofReceipt({})).toMatchObject({ DeliveryLag: 60, IndexingLag: 450 });
  });

  it.each(['backfill', 'repair'] as const)('is nothing that a %s could tell', (origin) => {
    expect(Object.keys(ofReceipt({ origin })).filter((name) => name.endsWith('Lag'))).toEqual([]);
  });

  it('is never negative: clocks differ', () => {
    expect(ofReceipt({ finishedAt: '2024-05-01T11:00:00Z' })).toMatchObject({ DeliveryLag: 0, IndexingLag: 0 });
  });

  it('has no newest event where the file holds none of ours', () => {
    const { lastEventTime: _, ...without } = receipt(LATE);
    const values = reported((report) => report.done({ receipts: [without], skipped: [], archived: [] }));
    expect(values).toMatchObject({ DeliveryLag: 60 });
    expect(values).not.toHaveProperty('IndexingLag');
  });
});

it('tells of throttled writes', () => {
  expect(reported((report) => report.throttled(7))).toMatchObject({ ThrottledWrites: 7 });
});
