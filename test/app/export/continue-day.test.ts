import { type ContinuedDependencies, continueDay } from '../../../lib/app/export/continue-day';
import { exportDays } from '../../../lib/app/export/export-days';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { UnfinishedDay } from '../../../lib/app/ports/export/export-states';
import { asStream, eventAt, jsonFiles, MemoryRuns, MemoryTarget } from './memory-export';

const DAY = '2018-03-06';

/** Events of a few seconds, several of each, of six places. */
const EVENTS = Array.from({ length: 300 }, (_, at) =>
  eventAt(
    `${DAY}T10:00:${String(Math.floor(at / 10)).padStart(2, '0')}Z`,
    `${at}`,
    ['111122223333', '444455556666', '777788889999'][at % 3],
    at % 2 ? 'us-east-1' : 'eu-central-1',
  ),
);

function dependencies(target: MemoryTarget, runs: MemoryRuns): ContinuedDependencies {
  return {
    target,
    runs,
    columns: { ref: 'text' },
    newColumnFile: jsonFiles,
    rowOf: ({ event }) => ({ ref: event.ref }),
    events: (since, until) =>
      asStream(EVENTS.filter(({ event: { eventTime = '' } }) => eventTime >= since && eventTime < until)),
  };
}

/** Time for so many looks at the clock. */
function looks(count: number) {
  let left = count;
  return {
    remainingMs: () => {
      left -= 1;
      return left < 0 ? 1_000 : 600_000;
    },
  };
}

describe('a day in several invocations', () => {
  it.each([1, 7, 23, 100, 301])('has the same files as in one, where each has time for %d steps', async (steps) => {
    const [target, runs] = [new MemoryTarget(), new MemoryRuns()];
    const deps = dependencies(target, runs);
    let work: UnfinishedDay = { day: DAY, age: 1, runs: [], lists: [] };
    let invocations = 0;
    for (; invocations < 2_000; invocations += 1) {
      const gone = await continueDay(deps, JSON.parse(JSON.stringify(work)), looks(steps));
      if (gone.isDone) break;
      work = gone.work;
    }
    expect(invocations).toBeGreaterThan(steps > 300 ? 0 : 1);
    const whole = new MemoryTarget();
    for await (const _ of exportDays(dependencies(whole, new MemoryRuns()), asStream(EVENTS)));
    expect(new Map([...target.files].sort())).toEqual(new Map([...whole.files].sort()));
    expect(runs.runs.size).toBe(0);
  });

  it('leaves a file with more events, and tells it at the end', async () => {
    const target = new MemoryTarget();
    const deps = dependencies(target, new MemoryRuns());
    for await (const _ of exportDays(deps, asStream([...EVENTS, eventAt(`${DAY}T20:00:00Z`, 'more')])));
    const before = new Map(target.files);
    let work: UnfinishedDay = { day: DAY, age: 1, runs: [], lists: [] };
    for (;;) {
      const gone = await continueDay(deps, work, looks(125));
      if (gone.isDone) {
        expect(gone.kept).toEqual([{ partition: 'us-east-1/111122223333', events: 50, kept: 51 }]);
        break;
      }
      work = gone.work;
    }
    expect(target.files).toEqual(before);
  });

  it('is empty where nothing happened', async () => {
    const [target, runs] = [new MemoryTarget(), new MemoryRuns()];
    const work = { day: '2018-03-07', age: 1, runs: [], lists: [] };
    expect(await continueDay(dependencies(target, runs), work, NO_DEADLINE)).toMatchObject({ isDone: true, events: 0 });
    expect([...target.files]).toEqual([['_ssm-audit/days/20180307.ndjson', '']]);
  });
});
