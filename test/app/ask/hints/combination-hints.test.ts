import { combinationHints, windowHints } from '../../../../lib/app/ask/hints/combination-hints';
import { hintText } from '../../../../lib/app/ask/hints/empty-answer-hint';
import { sampleStore } from '../../../../lib/app/ask/store-sample';
import { parseWhere } from '../../../../lib/core/match/where';
import { EVERYTHING, type EventQuery } from '../../../../lib/core/query/event-query';
import { auditEvent } from '../../../core/rows/events';
import { MemoryReader } from '../../memory-reader';

const reader = new MemoryReader([
  auditEvent({ eventTime: '2026-03-02T09:00:00Z', eventID: 'e-1', actor: 'alice' }),
  auditEvent({ eventTime: '2026-03-30T23:59:00Z', eventID: 'e-2', actor: 'bob', eventName: 'PutParameter' }),
  auditEvent({
    eventTime: '2026-03-05T10:00:00Z',
    eventID: 'e-3',
    actor: 'carol',
    related: true,
    eventName: 'Decrypt',
  }),
]);
const deps = { reader, now: () => new Date('2026-11-01T00:00:00Z') };

async function hints(asked: Partial<EventQuery>): Promise<readonly string[]> {
  return (await combinationHints(deps, { ...EVERYTHING, ...asked }, await sampleStore(deps))).map(hintText);
}

describe('windowHints', () => {
  const sample = {
    events: [],
    count: 0,
    isCounted: true,
    isWhole: true,
    first: '2026-03-02T09:00:00Z',
    last: '2026-03-30T23:59:00Z',
  };
  const of = (since: string | undefined, until: string | undefined, stored = sample) =>
    windowHints({ ...EVERYTHING, since, until }, stored).map(hintText);

  it('says that nothing is stored after the window begins, or before it ends', () => {
    expect(of('2026-04-01T00:00:00Z', undefined)).toEqual([
      'nothing is stored since 2026-04-01T00:00:00Z: the newest event is from 2026-03-30T23:59:00Z; --since 2026-03-30 or --since all finds it',
    ]);
    expect(of(undefined, '2026-03-02T09:00:00Z')).toEqual([
      'nothing is stored before 2026-03-02T09:00:00Z: the first event is from 2026-03-02T09:00:00Z',
    ]);
  });

  it('says nothing of a window that has an event at its very border, nor of an empty store', () => {
    expect(of('2026-03-30T23:59:00Z', undefined)).toEqual([]);
    expect(of(undefined, '2026-03-02T09:00:01Z')).toEqual([]);
    const empty = { events: [], count: 0, isCounted: true, isWhole: true, first: undefined, last: undefined };
    expect(windowHints({ ...EVERYTHING, since: '2099-01-01T00:00:00Z' }, empty)).toEqual([]);
  });
});

it('names the questions that find something: another window, and without a condition', async () => {
  const sample = await sampleStore(deps);
  const asked = { ...EVERYTHING, actors: ['alice'], eventNames: ['PutParameter'] };
  const next = (await combinationHints(deps, asked, sample)).flat().filter((part) => typeof part !== 'string');
  expect(next).toEqual([
    { text: 'without --actor', words: [], without: [{ flag: 'actor' }] },
    { text: 'without --event', words: [], without: [{ flag: 'event' }] },
  ]);
  const late = { ...EVERYTHING, since: '2026-10-01T00:00:00Z' };
  expect(windowHints(late, sample).flat()).toContainEqual({
    text: '--since all',
    words: [{ flag: 'since', value: 'all' }],
    without: [{ flag: 'during' }],
  });
});

describe('combinationHints', () => {
  it('names each condition without which there are events', async () => {
    expect(await hints({ actors: ['alice'], eventNames: ['PutParameter'] })).toEqual([
      'there are such events without --actor',
      'there are such events without --event',
    ]);
  });

  it('names no condition without which there are none either', async () => {
    expect(await hints({ actors: ['alice'], eventNames: ['PutParameter'], denied: true })).toEqual([]);
  });

  it('names the window in which there are such events, over the end of a month', async () => {
    const asked = { actors: ['bob'], since: '2026-03-31T00:00:00Z', until: '2026-04-01T00:00:00Z' };
    expect(await hints(asked)).toEqual([
      'there are such events in another window, the newest from 2026-03-30T23:59:00Z: --since 2026-03-30 --until 2026-03-31',
    ]);
    reader.addEvent(auditEvent({ eventTime: '2026-02-28T10:00:00Z', eventID: 'e-4', actor: 'dora' }));
    expect((await hints({ ...asked, actors: ['dora'] }))[0]).toMatch(/--since 2026-02-28 --until 2026-03-01$/);
  });

  it('says first that only related calls are found', async () => {
    expect(await hints({ actors: ['carol'] })).toEqual([
      'there are only KMS calls on parameters: --related shows them',
    ]);
  });

  it('takes a test on the record away as a whole', async () => {
    const where = [parseWhere('requestParameters.name=no-such')];
    expect(await hints({ actors: ['alice'], where })).toEqual(['there are such events without --where']);
  });
});
