import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import {
  beginning,
  DamagedRebuildStateError,
  type RebuildState,
  type RebuildStates,
} from '../../../lib/app/rebuild/rebuild-state';
import { requestRebuild } from '../../../lib/app/rebuild/request-rebuild';

const NOW = new Date('2026-03-02T00:00:00Z');
const EARLIER = new Date('2026-03-01T00:00:00Z');

/** One row: a state, something damaged, or nothing. Another may be faster. */
class OneState implements RebuildStates {
  faster: RebuildState | undefined;

  constructor(public row: RebuildState | 'damaged' | undefined) {}

  async load(): Promise<RebuildState | undefined> {
    if (this.row === 'damaged') throw new DamagedRebuildStateError('the row');
    return this.row;
  }

  async save(state: RebuildState): Promise<boolean> {
    this.row = this.faster ?? state;
    return this.faster === undefined;
  }

  replaceDamaged(state: RebuildState): Promise<boolean> {
    return this.save(state);
  }
}

const ask = (states: RebuildStates) => requestRebuild({ states, now: () => NOW }, NO_DEADLINE);

it('begins one where there is none, or where the last one has ended', async () => {
  expect(await ask(new OneState(undefined))).toMatchObject({ isNew: true, wasDamaged: false, state: { revision: 1 } });
  const ended = { ...beginning(EARLIER, undefined), revision: 4, endedAt: EARLIER.toISOString() };
  expect(await ask(new OneState(ended))).toMatchObject({ isNew: true, state: { revision: 5, counts: { rows: 0 } } });
});

it('joins one that goes on, also if somebody else was faster', async () => {
  const going = beginning(EARLIER, undefined);
  expect(await ask(new OneState(going))).toEqual({ state: going, isNew: false, wasDamaged: false });
  const states = new OneState(undefined);
  states.faster = going;
  expect(await ask(states)).toEqual({ state: going, isNew: false, wasDamaged: false });
});

it('begins anew in the place of what nobody can read, and says so', async () => {
  const states = new OneState('damaged');
  expect(await ask(states)).toMatchObject({ isNew: true, wasDamaged: true, state: { revision: 1 } });
  expect(states.row).toEqual(beginning(NOW, undefined));
});

it('passes on what else fails', async () => {
  const states = new OneState(undefined);
  states.load = async () => {
    throw new Error('throttled');
  };
  await expect(ask(states)).rejects.toThrow('throttled');
});
