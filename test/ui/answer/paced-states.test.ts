import { setTimeout as passed } from 'node:timers/promises';
import { PacedStates } from '../../../lib/ui/answer/paced-states';

/** Longer than states wait for one another, in milliseconds. */
const LONG = 150;

it('shows states that come together as one, and one that is awaited at once', async () => {
  const shown: string[] = [];
  const states = new PacedStates<string>((state) => shown.push(state));
  states.set('asked', false);
  states.set('first rows', true);
  expect(shown).toEqual(['first rows']);
  states.set('more rows', false);
  states.set('still more', false);
  expect(shown).toEqual(['first rows']);
  await passed(LONG);
  expect(shown).toEqual(['first rows', 'still more']);
  await passed(LONG);
  expect(shown).toEqual(['first rows', 'still more']);
});

it('shows nothing after its end', async () => {
  const shown: string[] = [];
  const states = new PacedStates<string>((state) => shown.push(state));
  states.set('rows', false);
  states.end();
  await passed(LONG);
  expect(shown).toEqual([]);
});
