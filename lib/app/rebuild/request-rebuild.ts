import type { Deadline } from '../ports/deadline';
import { beginning, DamagedRebuildStateError, type RebuildState, type RebuildStates } from './rebuild-state';
import type { BegunRebuild } from './term-rebuilder';

/** What asking for a rebuild needs. */
export interface RequestDependencies {
  readonly states: RebuildStates;
  readonly now: () => Date;
}

/**
 * Asks for a rebuild, which the next run begins. One that is going on is not begun anew, unless nobody can read how far it
 * has come: what is done already is then looked up again.
 */
export async function requestRebuild({ states, now }: RequestDependencies, deadline: Deadline): Promise<BegunRebuild> {
  try {
    const before = await states.load(deadline);
    if (before && before.endedAt === undefined) return { state: before, isNew: false, wasDamaged: false };
    const state = beginning(now(), before);
    return await begunOrJoined(states, state, await states.save(state, deadline), deadline);
  } catch (error) {
    if (!(error instanceof DamagedRebuildStateError)) throw error;
    const state = beginning(now(), undefined);
    const begun = await begunOrJoined(states, state, await states.replaceDamaged(state, deadline), deadline);
    return { ...begun, wasDamaged: true };
  }
}

/** The own state if it is stored, and else that of somebody who was faster. */
async function begunOrJoined(
  states: RebuildStates,
  own: RebuildState,
  isStored: boolean,
  deadline: Deadline,
): Promise<BegunRebuild> {
  const state = isStored ? own : ((await states.load(deadline)) ?? own);
  return { state, isNew: isStored, wasDamaged: false };
}
