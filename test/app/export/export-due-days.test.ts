import { type DueDependencies, exportDueDays, type FinishedDay } from '../../../lib/app/export/export-due-days';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { ExportState } from '../../../lib/app/ports/export/export-states';
import { dayFile } from '../../../lib/core/export/export-files';
import { asStream, eventAt, jsonFiles, MemoryRuns, MemoryTarget } from './memory-export';

let state: ExportState | undefined;
let target: MemoryTarget;
beforeEach(() => {
  state = undefined;
  target = new MemoryTarget();
});

function dependencies(now: string, more: Partial<DueDependencies> = {}): DueDependencies {
  return {
    target,
    runs: new MemoryRuns(),
    columns: { ref: 'text' },
    newColumnFile: jsonFiles,
    rowOf: ({ event }) => ({ ref: event.ref }),
    events: (since) => asStream([eventAt(since, `of ${since.slice(0, 10)}`)]),
    states: {
      load: async () => state,
      save: async (next) => {
        if (next.revision !== (state?.revision ?? 0) + 1) return false;
        state = next;
        return true;
      },
    },
    question: { format: 'parquet', schema: 'event', words: [], record: false },
    place: 's3://lake/',
    now: () => new Date(now),
    ...more,
  };
}

async function run(now: string, more: Partial<DueDependencies> = {}, deadline = NO_DEADLINE) {
  const days: FinishedDay[] = [];
  const done = await exportDueDays(dependencies(now, more), deadline, async (day) => void days.push(day));
  return { done, days: days.map(({ day }) => day) };
}

describe('the scheduled export', () => {
  it('begins with the day before its first run, two hours after that is over', async () => {
    expect(await run('2018-03-07T01:59:59Z')).toEqual({ done: { end: 'done', due: 0 }, days: ['2018-03-05'] });
    expect(await run('2018-03-07T02:00:00Z')).toEqual({ done: { end: 'done', due: 0 }, days: ['2018-03-06'] });
    expect(await run('2018-03-07T03:00:00Z')).toEqual({ done: { end: 'done', due: 0 }, days: [] });
    expect(target.files.has(dayFile('2018-03-06'))).toBe(true);
  });

  it('exports each day three times in all', async () => {
    const times = new Map<string, number>();
    for (let day = 7; day <= 28; day += 1) {
      const { days } = await run(`2018-03-${String(day).padStart(2, '0')}T05:00:00Z`);
      for (const each of days) times.set(each, (times.get(each) ?? 0) + 1);
    }
    expect(times.get('2018-03-06')).toBe(3);
    expect(times.get('2018-03-10')).toBe(3);
    expect(times.get('2018-03-27')).toBe(1);
  });

  it('stops where another run stores its state first', async () => {
    const states = { load: async () => state, save: async () => false };
    expect((await run('2018-03-07T05:00:00Z', { states })).done).toEqual({ end: 'another run', due: 1 });
  });

  it('goes on where time was up', async () => {
    const events: DueDependencies['events'] = () =>
      asStream([eventAt('2018-03-06T01:00:00Z', 'a'), eventAt('2018-03-06T01:00:01Z', 'b')]);
    const { done } = await run('2018-03-07T05:00:00Z', { events }, { remainingMs: () => 1_000 });
    expect(done).toEqual({ end: 'out of time', due: 1 });
    expect(state?.work).toMatchObject({ day: '2018-03-06', readUpTo: '2018-03-06T01:00:01Z' });
  });

  it('writes nothing where the place has the answer to another question', async () => {
    await run('2018-03-07T05:00:00Z');
    const question = { format: 'parquet', schema: 'ocsf', words: [], record: false } as const;
    await expect(run('2018-03-08T05:00:00Z', { question })).rejects.toThrow('another question');
    expect(target.files.has(dayFile('2018-03-07'))).toBe(false);
  });
});
