import { attempting } from '../../../lib/app/alert/attempt';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { eventAt } from './correlated-events';

it('lets only the events of what fails come again', async () => {
  const [a, b] = [eventAt(0, 'a'), eventAt(1, 'b')];
  const failed = new Set<ObservedEvent>();
  const reasons: unknown[] = [];
  const attempt = attempting(failed, (reason) => reasons.push(reason));
  expect(await attempt([a], async () => 'done')).toBe('done');
  expect(await attempt([b], () => Promise.reject(new Error('throttled')))).toBeUndefined();
  expect([[...failed], reasons]).toEqual([[b], [new Error('throttled')]]);
});
