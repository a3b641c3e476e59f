import { type FindDependencies, type FoundEvent, findEvents } from '../../../lib/app/ask/find-events';
import { type Following, followEvents } from '../../../lib/app/ask/follow-events';
import { planned } from '../../../lib/core/query/planned-query';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const HOUR_MS = 3_600_000;
const START = Date.parse('2024-05-02T12:00:00Z');

/** A store that is followed, in a time that passes with each look. */
class Followed {
  readonly reader = new MemoryReader();
  readonly troubles: unknown[] = [];
  readonly sinces: (string | undefined)[] = [];
  private readonly stop = new AbortController();
  private now = START;
  private events = 0;

  /** Indexes an event that happened so many hours before the start. */
  index(hoursBefore: number, name = 'StartSession'): string {
    this.events += 1;
    const eventTime = new Date(START - hoursBefore * HOUR_MS).toISOString().replace('.000Z', 'Z');
    this.reader.addEvent(auditEvent({ eventTime, eventID: `event-${this.events}`, eventName: name }));
    return `event-${this.events}`;
  }

  /** The events that come while each of the steps happens before a look; the clock goes on by `stepMs` a look. */
  async follow(
    steps: readonly (() => void)[],
    shown: Following['shown'] = 'nothing',
    stepMs = 15_000,
  ): Promise<readonly string[]> {
    let look = 0;
    const deps: FindDependencies = { reader: this.reader, now: () => new Date(this.now) };
    const find = (since: string | undefined): AsyncIterable<FoundEvent> => {
      this.sinces.push(since);
      const step = steps[look];
      look += 1;
      this.now += stepMs;
      step?.();
      if (look > steps.length) this.stop.abort();
      return findEvents(deps, planned({ since, oldestFirst: true }));
    };
    const isTemporary = (error: unknown) => error instanceof RangeError;
    const onTrouble: Following['onTrouble'] = (...trouble) => void this.troubles.push(trouble);
    const common = { now: deps.now, pollMs: 0, signal: this.stop.signal, isTemporary, onTrouble };
    const found: string[] = [];
    for await (const { event } of followEvents({ ...common, find, shown })) found.push(event.eventID ?? '');
    return found;
  }
}

const nothing = () => undefined;

it('shows what is indexed from now on, each once, however late within the hour and in whatever order', async () => {
  const store = new Followed();
  store.index(0.1);
  const late: string[] = [];
  const found = await store.follow([
    nothing,
    () => late.push(store.index(-0.01)),
    nothing,
    () => late.push(store.index(0.9), store.index(0.05)),
    nothing,
  ]);
  expect(late).toHaveLength(3);
  expect([...found].sort()).toEqual([...late].sort());
});

it('shows first what is since a time', async () => {
  const store = new Followed();
  store.index(50);
  const [old, recent] = [store.index(30), store.index(0.1)];
  const later: string[] = [];
  const since = new Date(START - 40 * HOUR_MS).toISOString();
  expect(await store.follow([nothing, () => later.push(store.index(0)), nothing], { since })).toEqual([
    old,
    recent,
    ...later,
  ]);
});

it('shows all that there is, from the beginning', async () => {
  const store = new Followed();
  const first = store.index(50);
  expect(await store.follow([nothing, nothing], { since: undefined })).toEqual([first]);
});

it('finds what comes up to a day late, in one look of forty', async () => {
  const store = new Followed();
  const steps = Array.from({ length: 41 }, () => nothing);
  let late = '';
  steps[5] = () => {
    late = store.index(20);
    return undefined;
  };
  expect(await store.follow(steps)).toEqual([late]);
  expect(store.sinces.filter((since) => since !== undefined && since < '2024-05-02T00:00:00Z')).toHaveLength(2);
});

it('skips nothing that is indexed between a first look that fails and the next one', async () => {
  const store = new Followed();
  store.index(20);
  const [before] = [store.index(0.5)];
  const meanwhile: string[] = [];
  const fails = () => {
    throw new RangeError('throttled');
  };
  const found = await store.follow([
    fails,
    () => {
      meanwhile.push(store.index(0.4), store.index(-0.001));
      fails();
    },
    nothing,
    () => meanwhile.push(store.index(0.9)),
    nothing,
  ]);
  expect([...found].sort()).toEqual([before, ...meanwhile].sort());
  const again = '2024-05-02T11:00:00Z';
  expect(store.troubles).toEqual([
    [expect.any(RangeError), again],
    [expect.any(RangeError), again],
  ]);
});

it('goes on where it was after an error that passes, or after the machine slept, and ends at any other', async () => {
  const store = new Followed();
  const missed: string[] = [];
  const fails = () => {
    missed.push(store.index(0));
    throw new RangeError('throttled');
  };
  expect(await store.follow([nothing, fails, nothing, nothing])).toEqual(missed);
  expect(store.troubles).toHaveLength(1);

  const slept = new Followed();
  const meanwhile: string[] = [];
  const awake = () => void meanwhile.push(slept.index(-1));
  expect(await slept.follow([nothing, awake, nothing], 'nothing', 8 * HOUR_MS)).toEqual(meanwhile);

  const broken = new Followed();
  const breaks = () => {
    throw new TypeError('denied');
  };
  await expect(broken.follow([nothing, breaks, nothing])).rejects.toThrow('denied');
});

it('shows nothing that is older than the time that was asked for, whatever later looks go back to', async () => {
  const store = new Followed();
  store.index(0.5);
  const asked = store.index(0.01);
  const since = new Date(START - 0.1 * HOUR_MS).toISOString().replace('.000Z', 'Z');
  const late: string[] = [];
  const found = await store.follow([nothing, () => late.push(store.index(0.05), store.index(0.2)), nothing], { since });
  expect(found).toEqual([asked, late[0]]);
  expect(store.sinces.every((each) => each !== undefined && each >= since)).toBe(true);
});
