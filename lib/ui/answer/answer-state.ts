import type { AnswerCounts } from '../../core/explorer/answer-counter';
import type { ApiName } from '../../core/explorer/api-paths';
import type { WholeCount } from '../../core/explorer/estimated-rest';
import type {
  AskedMessage,
  ListedEvent,
  Message,
  NextCommand,
  NoteMessage,
  Problem,
} from '../../core/explorer/messages';

/** Why an answer ended early: as the server says, or because it says nothing (`gone`) or lets nobody in (`refused`). */
export interface AnswerProblem {
  readonly problem: Problem | 'gone' | 'refused';
  readonly text: string;
  readonly mayRetry: boolean;
}

/** What has come of an answer so far. Rows stay whatever happens afterwards. */
export interface AnswerState {
  readonly phase: 'loading' | 'ended' | 'stopped' | 'failed';
  readonly asked?: AskedMessage;
  readonly rows: readonly ListedEvent[];
  readonly counts?: AnswerCounts;
  /** About what counting all takes, if counting stopped. */
  readonly whole?: WholeCount;
  readonly document?: unknown;
  readonly notes: readonly NoteMessage[];
  /** Commands for next questions. */
  readonly next?: readonly NextCommand[];
  /** The address that goes on with the list, if there is more. */
  readonly more?: { readonly address: string; readonly text: string };
  readonly progress?: { readonly rows: number; readonly at?: string };
  readonly problem?: AnswerProblem;
}

/** An answer of which nothing has come. */
export const BEGUN: AnswerState = { phase: 'loading', rows: [], notes: [] };

/** The answer with one message more. */
export function received(state: AnswerState, message: Message): AnswerState {
  switch (message.type) {
    case 'asked':
      return { ...state, asked: state.asked ?? message };
    case 'rows':
      return { ...state, rows: withNew(state.rows, message.rows) };
    case 'counts':
      return { ...state, counts: message.counts };
    case 'uncounted':
      return { ...state, whole: message.whole };
    case 'document':
      return { ...state, document: message.document };
    case 'next':
      return { ...state, next: message.commands };
    case 'note':
      return { ...state, notes: [...state.notes, message] };
    case 'more':
      return { ...state, more: { address: message.address, text: message.text } };
    case 'progress':
      return { ...state, progress: { rows: message.rows, ...(message.at !== undefined && { at: message.at }) } };
    case 'names':
      return state;
    case 'problem':
      return failed(state, message);
    case 'end':
      return { ...state, phase: 'ended' };
  }
}

/** The answer, ended by a problem. */
export function failed(state: AnswerState, { problem, text, mayRetry }: AnswerProblem): AnswerState {
  return { ...state, phase: 'failed', problem: { problem, text, mayRetry } };
}

/** The answer while more of it is asked for: further rows, or counts of all, beside which the list can still go on. */
export function goingOn({ more, problem: _, ...state }: AnswerState, name: ApiName): AnswerState {
  return { ...state, phase: 'loading', ...(name !== 'more' && more && { more }) };
}

/** Whether something came that somebody waits for: the first rows, a whole document, or the end. */
export function isFirstOrLast(before: AnswerState, { phase, rows, document }: AnswerState): boolean {
  return phase !== 'loading' || document !== before.document || (rows.length > 0 && before.rows.length === 0);
}

/** A list that goes on repeats the rows of its first second. */
function withNew(rows: readonly ListedEvent[], added: readonly ListedEvent[]): readonly ListedEvent[] {
  const last = rows.at(-1)?.eventTime;
  if (last === undefined || added[0]?.eventTime !== last) return [...rows, ...added];
  const known = new Set(rows.filter(({ eventTime }) => eventTime === last).map(({ ref }) => ref));
  return [...rows, ...added.filter(({ ref }) => !known.has(ref))];
}
