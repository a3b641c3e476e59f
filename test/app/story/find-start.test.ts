import { findStart } from '../../../lib/app/story/find-start';
import { planned } from '../../../lib/core/query/planned-query';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { ALICE, rowOf } from '../../core/rows/events';
import { at, DAY, storeOf } from './story-store';

const question = planned({ principals: [ALICE] });

function startOf(times: readonly string[], mostRows = 100) {
  const events = times.map((time) => at(time));
  const anchor = storedEvent(rowOf(events.at(-1) ?? at('12:00:00')));
  return findStart(storeOf(events), question, anchor, mostRows);
}

it('goes back until more than 30 minutes have no row', async () => {
  const times = ['09:00:00', '10:59:59', '11:30:00', '12:00:00'];
  expect(await startOf(times)).toEqual({ time: Date.parse(`${DAY}T11:30:00Z`), isCut: false });
});

it('goes back over 30 minutes exactly', async () => {
  expect(await startOf(['11:30:00', '12:00:00'])).toMatchObject({ time: Date.parse(`${DAY}T11:30:00Z`) });
});

it('stops after so many rows, and says so', async () => {
  const times = ['11:10:00', '11:20:00', '11:30:00', '11:40:00'];
  expect(await startOf(times, 2)).toEqual({ time: Date.parse(`${DAY}T11:30:00Z`), isCut: true });
});

it('does not go back over the traffic of the agent', async () => {
  const anchor = at('12:00:00');
  const deps = storeOf([at('11:40:00', { agent: true }), at('11:20:00'), anchor]);
  const found = await findStart(deps, question, storedEvent(rowOf(anchor)), 100);
  expect(found.time).toBe(Date.parse(`${DAY}T12:00:00Z`));
});
