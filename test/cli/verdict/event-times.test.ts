import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { EventTimes, observedReceipts } from '../../../lib/cli/verdict/event-times';
import { receipt } from '../../core/rows/receipts';

it('spans the events of all receipts', () => {
  const times = new EventTimes();
  expect(times.span()).toEqual({ from: null, to: null });
  times.add({ firstEventTime: '2026-03-02T00:00:00Z', lastEventTime: '2026-03-02T01:00:00Z' });
  times.add({});
  times.add({ firstEventTime: '2026-03-01T00:00:00Z', lastEventTime: '2026-03-01T01:00:00Z' });
  expect(times.span()).toEqual({ from: '2026-03-01T00:00:00Z', to: '2026-03-02T01:00:00Z' });
});

it('is told of receipts as they are found', async () => {
  const times = new EventTimes();
  const found = receipt({ firstEventTime: '2026-03-02T00:00:00Z', lastEventTime: '2026-03-02T01:00:00Z' });
  const receipts = observedReceipts({ find: async ({ key }) => (key === 'there' ? found : undefined) }, times);
  expect(await receipts.find({ bucket: '', key: 'nowhere' }, NO_DEADLINE)).toBeUndefined();
  expect(await receipts.find({ bucket: '', key: 'there' }, NO_DEADLINE)).toBe(found);
  expect(times.span()).toEqual({ from: '2026-03-02T00:00:00Z', to: '2026-03-02T01:00:00Z' });
});
