import { type ExportDependencies, exportDays } from '../../../lib/app/export/export-days';
import { dayFile } from '../../../lib/core/export/export-files';
import type { ExportableEvent } from '../../../lib/core/export/export-form';
import { asStream, eventAt, jsonFiles, MemoryRuns, MemoryTarget } from './memory-export';

const [TUESDAY, WEDNESDAY] = ['2018-03-06', '2018-03-07'];
const OTHER = '444455556666';

let target: MemoryTarget;
let runs: MemoryRuns;
beforeEach(() => {
  target = new MemoryTarget();
  runs = new MemoryRuns();
});

const rowOf: ExportDependencies['rowOf'] = ({ event }) => ({ ref: event.ref });

async function exported(events: Iterable<ExportableEvent>, more: Partial<ExportDependencies> = {}) {
  const deps = { target, runs, columns: { ref: 'text' }, newColumnFile: jsonFiles, rowOf, ...more } as const;
  const days = [];
  for await (const day of exportDays(deps, asStream(events))) days.push(day);
  return days;
}

const path = (day: string, account = '111122223333', region = 'us-east-1') =>
  `region=${region}/accountId=${account}/eventDay=${day.replaceAll('-', '')}/events.parquet`;

const refsIn = (file: string) => (target.files.get(file) ?? '').match(/(?<="ref":")[^"]+/g);

describe('an export by days', () => {
  it('writes a file for each region, account and day, in the order of time, and lists them', async () => {
    const days = await exported([
      eventAt(`${TUESDAY}T01:00:00Z`, 'a'),
      eventAt(`${TUESDAY}T02:00:00Z`, 'b', OTHER),
      eventAt(`${TUESDAY}T03:00:00Z`, 'c'),
      eventAt(`${WEDNESDAY}T00:00:00Z`, 'd'),
    ]);
    expect(days).toMatchObject([
      { day: TUESDAY, events: 3, kept: [] },
      { day: WEDNESDAY, events: 1, kept: [] },
    ]);
    expect(refsIn(path(TUESDAY))).toEqual(['a', 'c']);
    expect(refsIn(path(TUESDAY, OTHER))).toEqual(['b']);
    expect(refsIn(path(WEDNESDAY))).toEqual(['d']);
    expect(target.files.get(dayFile(TUESDAY))).toContain('"accountId":"111122223333","events":2');
    expect(target.files.size).toBe(5);
  });

  it('gives the same files however many rows memory holds, one open at a time', async () => {
    const accounts = Array.from({ length: 40 }, (_, at) => String(100_000_000_000 + at));
    const long = 'x'.repeat(5_000);
    const day = () =>
      Array.from({ length: 4_000 }, (_, at) =>
        eventAt(`${TUESDAY}T00:00:00Z`, `${at}`, accounts[(at * 7) % 40], at % 3 ? 'us-east-1' : 'eu-central-1'),
      );
    const withLong: ExportDependencies['rowOf'] = ({ event }) => ({ ref: event.ref, long });
    await exported(day(), { rowOf: withLong });
    expect(runs.written).toBeGreaterThan(1);
    expect(runs.runs.size).toBe(0);
    expect(target.mostOpen).toBe(1);
    const spilled = new Map([...target.files].map(([name]) => [name, refsIn(name)]));
    target = new MemoryTarget();
    runs = new MemoryRuns();
    await exported(day());
    expect(runs.written).toBe(0);
    expect(new Map([...target.files].map(([name]) => [name, refsIn(name)]))).toEqual(spilled);
  });

  it('changes nothing where it runs again', async () => {
    const events = [eventAt(`${TUESDAY}T01:00:00Z`, 'a'), eventAt(`${WEDNESDAY}T01:00:00Z`, 'b')];
    await exported(events);
    const before = new Map(target.files);
    await exported(events);
    expect(target.files).toEqual(before);
  });

  it('replaces what has as many events or more now, and leaves a file that has more than the store', async () => {
    await exported([
      eventAt(`${TUESDAY}T01:00:00Z`, 'a'),
      eventAt(`${TUESDAY}T02:00:00Z`, 'b'),
      eventAt(`${TUESDAY}T03:00:00Z`, 'c', OTHER),
      eventAt(`${TUESDAY}T04:00:00Z`, 'd', '777788889999'),
    ]);
    const [day] = await exported([
      eventAt(`${TUESDAY}T01:00:00Z`, 'a2'),
      eventAt(`${TUESDAY}T03:00:00Z`, 'c2', OTHER),
      eventAt(`${TUESDAY}T03:30:00Z`, 'late', OTHER),
    ]);
    expect(day?.kept).toEqual([
      { partition: 'us-east-1/111122223333', events: 1, kept: 2 },
      { partition: 'us-east-1/777788889999', events: 0, kept: 1 },
    ]);
    expect(refsIn(path(TUESDAY))).toEqual(['a', 'b']);
    expect(refsIn(path(TUESDAY, OTHER))).toEqual(['c2', 'late']);
    expect([...(day?.counts ?? [])].sort()).toEqual([
      ['us-east-1/111122223333', 2],
      ['us-east-1/444455556666', 2],
      ['us-east-1/777788889999', 1],
    ]);
  });

  it('leaves no file in part where a write fails, and keeps the days that are whole', async () => {
    target.fault = (file) => {
      if (file === path(WEDNESDAY, OTHER)) throw new Error('disk full');
    };
    const events = [
      eventAt(`${TUESDAY}T01:00:00Z`, 'a'),
      eventAt(`${WEDNESDAY}T01:00:00Z`, 'b'),
      eventAt(`${WEDNESDAY}T02:00:00Z`, 'c', OTHER),
    ];
    await expect(exported(events)).rejects.toThrow('disk full');
    expect([...target.files.keys()].sort()).toEqual([dayFile(TUESDAY), path(TUESDAY), path(WEDNESDAY)].sort());
    expect(target.abandoned).toEqual([path(WEDNESDAY, OTHER)]);
    target.fault = () => undefined;
    await exported(events);
    expect(target.files.has(dayFile(WEDNESDAY))).toBe(true);
  });

  it('leaves no run where the reading fails', async () => {
    async function* failing() {
      for (let at = 0; at < 2_000; at += 1) yield eventAt(`${TUESDAY}T01:00:00Z`, 'x'.repeat(10_000));
      throw new Error('throttled');
    }
    const deps = { target, runs, columns: {}, newColumnFile: jsonFiles, rowOf } as const;
    const all = async () => {
      for await (const _ of exportDays(deps, failing()));
    };
    await expect(all()).rejects.toThrow('throttled');
    expect(runs.written).toBeGreaterThan(0);
    expect(runs.runs.size).toBe(0);
    expect(target.files.size).toBe(0);
  });

  it('passes over what has no day or no form', async () => {
    await exported([{ event: { ref: 'r' } }, eventAt(`${TUESDAY}T01:00:00Z`, 'a')], {
      rowOf: ({ event }) => (event.ref === 'a' ? undefined : { ref: event.ref }),
    });
    expect(target.files.size).toBe(0);
  });
});
