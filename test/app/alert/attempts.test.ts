import { Attempts } from '../../../lib/app/alert/attempts';
import { keyedMatch } from '../../../lib/core/alerts/keyed-match';
import { match, observed } from '../../core/alerts/observed-events';

const [one, other] = ['e-1', 'e-2'].map((eventID) => keyedMatch(match({ observed: observed({ eventID }) })));

function attempts() {
  const reasons: unknown[] = [];
  return { reasons, attempts: new Attempts((reason) => reasons.push(reason)) };
}

it('gives what the work gives, and brings nothing again', async () => {
  const { attempts: all, reasons } = attempts();
  expect(await all.each(one ? [one] : [], async () => 'done')).toBe('done');
  expect([all.failed.size, reasons]).toEqual([0, []]);
});

it('brings the events of work that fails again, says why, and lets other work go on', async () => {
  const { attempts: all, reasons } = attempts();
  const [first, second] = [one ? [one] : [], other ? [other] : []];
  expect(await all.each(first, () => Promise.reject(new Error('throttled')))).toBeUndefined();
  expect(await all.each(second, async () => 'done')).toBe('done');
  expect([...all.failed]).toEqual([one?.match.observed]);
  expect(reasons).toEqual([new Error('throttled')]);
  expect([all.hasFailed(first), all.hasFailed(second), all.hasFailed([...second, ...first])]).toEqual([
    true,
    false,
    true,
  ]);
});
