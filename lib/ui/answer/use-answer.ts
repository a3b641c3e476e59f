import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type ApiName, apiPath } from '../../core/explorer/api-paths';
import { type PageAddress, writePage } from '../../core/explorer/page-address';
import { type AnswerState, BEGUN, failed, goingOn, isFirstOrLast, received } from './answer-state';
import { PacedStates } from './paced-states';
import { readAnswer, UnansweredError } from './read-answer';
import { rememberAnswer, rememberedAnswer } from './remembered-answers';

/** An answer as it comes, and what can be done about it. */
export interface Answer extends AnswerState {
  /** Reads no further. */
  readonly stop: () => void;
  /** Asks the same again. */
  readonly again: () => void;
  /** Asks for more: `name` says what, `address` of which page. */
  readonly goOn: (name: ApiName, address: string) => void;
}

/**
 * The answer to a page; nothing is asked while there is none. `move` is that of the route: an answer that is whole is shown
 * again at once when somebody comes back to it.
 */
export function useAnswer(name: ApiName, page: PageAddress | undefined): Answer {
  const path = page && apiPath(name, writePage(page));
  const [held, setHeld] = useState<{ path: string | undefined; state: AnswerState }>(() => ({
    path,
    state: (path !== undefined && rememberedAnswer(path)) || BEGUN,
  }));
  const reading = useRef<AbortController | undefined>(undefined);
  const read = useCallback(
    (asked: string, from: AnswerState) => {
      reading.current?.abort();
      reading.current = reader(asked, from, (state) => setHeld({ path, state }));
    },
    [path],
  );
  useEffect(() => {
    if (path === undefined) return;
    const known = rememberedAnswer(path);
    setHeld({ path, state: known ?? BEGUN });
    if (!known) read(path, BEGUN);
    return () => reading.current?.abort();
  }, [path, read]);
  const state = held.path === path ? held.state : BEGUN;
  useEffect(() => {
    if (path !== undefined && held.path === path && held.state.phase === 'ended') remember(name, path, held.state);
  }, [name, path, held]);
  return {
    ...state,
    stop: () => {
      reading.current?.abort();
      setHeld({ path, state: { ...state, phase: 'stopped' } });
    },
    again: () => path !== undefined && read(path, BEGUN),
    goOn: (more, address) => read(apiPath(more, address), goingOn(state, more)),
  };
}

/** The whole question of an answer is another address of it, to which somebody comes back. */
function remember(name: ApiName, path: string, state: AnswerState): void {
  rememberAnswer(path, state);
  if (state.asked) rememberAnswer(apiPath(name, state.asked.address), state);
}

/** Reads into a state until it is aborted. */
function reader(path: string, from: AnswerState, show: (state: AnswerState) => void): AbortController {
  const abort = new AbortController();
  const shown = new PacedStates(show);
  abort.signal.addEventListener('abort', () => shown.end());
  let state = from;
  const set = (next: AnswerState) => {
    if (abort.signal.aborted) return;
    const isAwaited = isFirstOrLast(state, next);
    state = next;
    shown.set(state, isAwaited);
  };
  show(state);
  readAnswer(path, abort.signal, (message) => set(received(state, message))).catch((error: unknown) => {
    if (error instanceof UnansweredError) set(failed(state, error.problem));
    else if (!abort.signal.aborted) set(failed(state, { problem: 'other', text: String(error), mayRetry: true }));
  });
  return abort;
}
