import type { ListedEvent, Message } from '../../../lib/core/explorer/messages';
import { type AnswerState, BEGUN, failed, goingOn, isFirstOrLast, received } from '../../../lib/ui/answer/answer-state';
import { Lines } from '../../../lib/ui/answer/lines';

const event = (second: number, id: number): ListedEvent => ({
  ref: `A/2026-03-04T00:00:0${second}Z#${id}`,
  eventTime: `2026-03-04T00:00:0${second}Z`,
});

const after = (messages: readonly Message[], from: AnswerState = BEGUN) => messages.reduce(received, from);

it('keeps its rows when it ends early', () => {
  const state = failed(after([{ type: 'rows', rows: [event(1, 1)] }]), { problem: 'gone', text: 'no', mayRetry: true });
  expect([state.phase, state.rows.length, state.problem?.problem]).toEqual(['failed', 1, 'gone']);
});

it('ends with the problem that the server names', () => {
  const state = after([{ type: 'problem', problem: 'permission', text: 'the table Events', mayRetry: true }]);
  expect([state.phase, state.problem?.text]).toEqual(['failed', 'the table Events']);
});

it('shows once the rows of the second with which a list goes on', () => {
  const rows = [event(3, 1), event(2, 1), event(2, 2)];
  const first = after([
    { type: 'rows', rows },
    { type: 'more', shown: 3, address: '?limit=3', text: '3 events' },
    { type: 'end', rows: 3 },
  ]);
  const next = after(
    [
      { type: 'rows', rows: [event(2, 1), event(2, 2), event(2, 3), event(1, 1)] },
      { type: 'end', rows: 4 },
    ],
    goingOn(first, 'more'),
  );
  expect(next.rows).toEqual([...rows, event(2, 3), event(1, 1)]);
  expect([next.phase, next.more]).toEqual(['ended', undefined]);
  expect(goingOn(first, 'count').more).toEqual(first.more);
});

it('is waited for until its first rows, a document or its end are there', () => {
  const one = after([{ type: 'rows', rows: [event(2, 1)] }]);
  const two = after([{ type: 'rows', rows: [event(1, 1)] }], one);
  expect([isFirstOrLast(BEGUN, one), isFirstOrLast(one, two)]).toEqual([true, false]);
  expect(isFirstOrLast(one, after([{ type: 'document', document: {} }], one))).toBe(true);
  expect(isFirstOrLast(two, after([{ type: 'end', rows: 2 }], two))).toBe(true);
  expect(isFirstOrLast(BEGUN, after([{ type: 'progress', rows: 3 }]))).toBe(false);
});

it('keeps what was asked first when it goes on', () => {
  const asked = { type: 'asked', command: 'c', store: 's', start: 'u', now: 'n' } as const;
  const state = after([
    { ...asked, address: '?since=7d' },
    { ...asked, address: '?since=7d&until=x' },
  ]);
  expect(state.asked?.address).toBe('?since=7d');
});

it('puts lines together that come in pieces', () => {
  const lines = new Lines();
  expect([lines.add('{"a"'), lines.add(':1}\n\n{"b":2}\n{'), lines.add('}\n')]).toEqual([
    [],
    ['{"a":1}', '{"b":2}'],
    ['{}'],
  ]);
});
