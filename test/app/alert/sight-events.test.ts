import { MemorySightState } from '../../../lib/adapters/memory/memory-sight-state';
import { newSights, noteFirstEvents } from '../../../lib/app/alert/sight-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { correlatingOf, eventAt } from './correlated-events';

const MORE = 'ssmAudit: {firstSeen: {field: [awsRegion], learn: 0s, forget: 8d}}\n';
const DAY = 86_400;

it('writes again after a collision, and only what is old', async () => {
  const { correlator } = correlatingOf('rules: [DeleteDocument]', MORE);
  const sighted = (seconds: number, id: string) => {
    const { event, record = {} } = eventAt(seconds, id);
    const observed = { event, record };
    return correlator.correlated(observed).sightings.map((sighting) => ({ sighting, observed }));
  };
  const sights = new MemorySightState();
  const conflicts: number[] = [];
  let writes = 0;
  const noteSeen = sights.noteSeen.bind(sights);
  sights.noteSeen = async (...given) => {
    writes += 1;
    return writes === 1 ? false : noteSeen(...given);
  };
  const deps = { sights, pause: async () => undefined, onConflict: () => void conflicts.push(1) };
  const first = sighted(0, 'a');
  await noteFirstEvents(deps, first, NO_DEADLINE);
  expect(await newSights(deps, first, NO_DEADLINE)).toEqual(first);
  expect([conflicts.length, writes]).toEqual([1, 2]);
  expect(await newSights(deps, first, NO_DEADLINE)).toEqual(first);
  expect(await newSights(deps, sighted(DAY, 'b'), NO_DEADLINE)).toEqual([]);
  expect(writes).toBe(2);
  expect(await newSights(deps, sighted(DAY + 1, 'c'), NO_DEADLINE)).toEqual([]);
  expect(writes).toBe(3);
});
