import { isStalled, type RebuildState } from './rebuild-state';
import type { TermRebuilder } from './term-rebuilder';

/** How a rebuild is followed. */
export interface FollowOptions {
  /** Waits between two looks. Resolves early where `signal` ends the following. */
  readonly wait: () => Promise<void>;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Told at each look how far the rebuild has come. */
  readonly onProgress: (state: RebuildState) => void;
}

/**
 * Looks after a rebuild that was asked for, until it has ended, or has stood still for so long that something is wrong, or
 * somebody ends the following, which leaves the rebuild to go on. Gives the last state that was seen.
 */
export async function followRebuild(
  rebuilder: Pick<TermRebuilder, 'progress'>,
  begun: RebuildState,
  { wait, signal, now, onProgress }: FollowOptions,
): Promise<RebuildState> {
  // One that stood still before has just been started again.
  const since = now().toISOString();
  const standsStill = ({ progressAt, ...rest }: RebuildState) =>
    isStalled({ ...rest, progressAt: progressAt > since ? progressAt : since }, now());
  let state = begun;
  onProgress(state);
  while (state.endedAt === undefined && !signal.aborted && !standsStill(state)) {
    await wait();
    if (signal.aborted) break;
    state = (await rebuilder.progress()) ?? state;
    onProgress(state);
  }
  return state;
}
