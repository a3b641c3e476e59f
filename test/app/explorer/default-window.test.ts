import { defaultWindow } from '../../../lib/app/explorer/default-window';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const NOW = new Date('2024-06-01T00:00:00Z');
const windowOf = (times: readonly string[], days = 7) =>
  defaultWindow(
    {
      reader: new MemoryReader(times.map((eventTime, at) => auditEvent({ eventID: `e-${at}`, eventTime }))),
      now: () => NOW,
    },
    days,
  );

it('is the last days, up to now', async () => {
  expect(await windowOf(['2024-05-01T00:00:00Z', '2024-05-26T00:00:00Z'])).toEqual({ since: '7d' });
  expect(await windowOf([])).toEqual({ since: '7d' });
});

it('ends with the newest event where that is older, so that it has this event', async () => {
  expect(await windowOf(['2024-05-01T00:00:00Z', '2024-05-20T12:00:00Z'])).toEqual({
    since: '2024-05-13T12:00:01Z',
    until: '2024-05-20T12:00:01Z',
  });
});
