import { MemoryBucketState } from '../../../lib/adapters/memory/memory-bucket-state';
import { MemorySightState } from '../../../lib/adapters/memory/memory-sight-state';
import {
  type CorrelationDependencies,
  correlateEvents,
  isCorrelated,
  learnFrom,
} from '../../../lib/app/alert/correlate-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { ObservedEvent } from '../../../lib/core/alerts/observed-event';
import { correlatingOf, eventAt } from './correlated-events';
import { MemoryAlerting } from './memory-alerting';

const COUNT =
  'type: event_count\nrules: [DeleteDocument]\ngroup-by: [ssmAudit.principal]\ntimespan: 1m\ncondition: {gte: 3}';
const HOUR_MS = 3_600_000;

/** Correlating in memory; `reports` is what was counted. */
function correlation(body: string, more = '', windowMs = HOUR_MS) {
  const memory = new MemoryAlerting();
  memory.now = new Date('2024-05-01T12:30:00Z');
  const counted: [string, unknown][] = [];
  const told = (name: string) => (value: unknown) => void counted.push([name, value]);
  const deps: CorrelationDependencies = {
    ...correlatingOf(body, more),
    state: memory.state,
    publisher: memory.publisher,
    report: memory.report,
    windowMs,
    now: () => memory.now,
    words: { program: 'ssm-audit', store: '--stack s' },
    buckets: new MemoryBucketState(),
    sights: new MemorySightState(),
    pause: async () => undefined,
    correlationReport: {
      correlationSent: (match) => told('sent')(match.due.window.count),
      correlated: told('correlated'),
      tooLate: told('tooLate'),
      conflict: () => told('conflict')(1),
      unreadable: ({ id }) => told('unreadable')(id),
      capped: () => told('capped')(1),
      notCorrelated: told('notCorrelated'),
    },
  };
  const correlate = (...events: readonly ObservedEvent[]) => correlateEvents(deps, events, NO_DEADLINE);
  const sent = () => memory.published.map(({ message }) => message);
  return { deps, memory, counted, correlate, sent };
}

it('raises an alert once, however often its events come again', async () => {
  const { correlate, sent } = correlation(COUNT);
  const events = [eventAt(0, 'a'), eventAt(10, 'b'), eventAt(20, 'c')];
  for (const event of events) await correlate(event);
  await correlate(...events, eventAt(30, 'd'));
  expect(sent().map(({ subject }) => subject)).toEqual([
    'MEDIUM: The sum (3): arn:aws:iam::111122223333:role/Operator',
  ]);
  const [message] = sent();
  expect(message?.attributes).toMatchObject({
    rule: { StringValue: 'sum' },
    count: { DataType: 'Number', StringValue: '3' },
    recipientAccountId: { StringValue: '111122223333' },
  });
  expect(Object.keys(message?.attributes ?? {}).length).toBeLessThanOrEqual(10);
  expect(message?.message).toContain('3 events within 1m, of which 3 are enough');
});

it('keeps the next one of the group for a digest, unless it is critical', async () => {
  for (const [level, suppressed] of [
    ['high', 1],
    ['critical', 0],
  ] as const) {
    const { correlate, sent, memory } = correlation(COUNT, `level: ${level}\n`);
    const events = Array.from({ length: 12 }, (_, at) => eventAt(at * 9, `${level}${at}`));
    await correlate(...events);
    await correlate(...events);
    expect([sent().length, memory.pending.size]).toEqual([2 - suppressed, suppressed]);
  }
});

it('counts what comes within a week, and no longer, and says how late it was', async () => {
  const { correlate, counted, sent, memory } = correlation(COUNT);
  memory.now = new Date('2024-05-08T12:00:30Z');
  const late = (seconds: number, id: string) => ({ ...eventAt(seconds, id), indexedAt: '2024-05-08T12:00:00Z' });
  await correlate(late(0, 'a'), late(10, 'b'), late(20, 'c'));
  expect(sent()[0]?.message).toContain('"late":true');
  memory.now = new Date('2024-05-08T12:01:01Z');
  await correlate(late(30, 'd'));
  expect(counted).toContainEqual(['tooLate', 1]);
});

it('lets events come again where the state or the topic fails, and then alerts', async () => {
  const { deps, memory, counted, sent } = correlation(COUNT);
  const events = [eventAt(0, 'a'), eventAt(10, 'b'), eventAt(20, 'c')];
  const broken = {
    ...deps,
    buckets: Object.assign(new MemoryBucketState(), { bucket: () => Promise.reject(new Error('throttled')) }),
  };
  expect((await correlateEvents(broken, events, NO_DEADLINE)).size).toBe(3);
  expect(counted).toContainEqual(['notCorrelated', new Error('throttled')]);
  const silent = { ...deps, publisher: { publish: () => Promise.reject(new Error('gone')) } };
  expect((await correlateEvents(silent, events, NO_DEADLINE)).size).toBe(3);
  expect([memory.sent.size, sent().length]).toEqual([0, 0]);
  expect((await correlateEvents(deps, events, NO_DEADLINE)).size).toBe(0);
  expect(sent().length).toBe(1);
});

it('asks for an event that lacks the field of its group, to count what cannot be counted', async () => {
  const { deps, correlate, counted } = correlation(COUNT.replace('ssmAudit.principal', 'requestParameters.group'));
  const event = eventAt(0, 'a');
  const old = { ...event, event: { ...event.event, origin: 'backfill' as const } };
  const other = eventAt(0, 'b', { eventName: 'GetParameter' });
  expect([event, old, other, { ...event, record: undefined }].map((each) => isCorrelated(deps, each))).toEqual([
    true,
    false,
    false,
    false,
  ]);
  await correlate(event);
  expect(counted).toContainEqual(['correlated', { matches: 0, absent: 1, omitted: 0 }]);
});

describe('first sight', () => {
  const more = 'ssmAudit: {firstSeen: {field: [awsRegion], group-by: [ssmAudit.principal], learn: 7d}}\n';
  const DAY = 86_400;
  const seen = (day: number, id: string, awsRegion: string) => eventAt(day * DAY, id, {}, { awsRegion });
  const past = (event: ObservedEvent): ObservedEvent => ({ ...event, event: { ...event.event, origin: 'backfill' } });

  it('learns from history silently, and then tells what is new once, also when it comes again', async () => {
    const { deps, correlate, sent } = correlation('rules: [DeleteDocument]', more);
    const week = Array.from({ length: 8 }, (_, day) => past(seen(day, `h-${day}`, 'eu-west-1')));
    expect(week.every((event) => isCorrelated(deps, event))).toBe(true);
    await learnFrom(deps, week, NO_DEADLINE);
    expect(sent()).toEqual([]);
    await correlate(seen(8, 'known', 'eu-west-1'));
    expect(sent()).toEqual([]);
    await correlate(seen(8, 'new', 'eu-central-1'));
    await correlate(seen(8, 'new', 'eu-central-1'), seen(9, 'later', 'eu-central-1'));
    expect(sent().map(({ message }) => /new: (.*)/.exec(message)?.[1])).toEqual(['eu-central-1']);
  });

  it('raises nothing for a conflicting record of an event that history taught', async () => {
    const { deps, correlate, sent } = correlation('rules: [DeleteDocument]', more);
    const taught = seen(8, 'taught', 'eu-west-2');
    await learnFrom(deps, [past(seen(0, 'first', 'eu-west-1')), past(taught)], NO_DEADLINE);
    await correlate({ ...taught, record: { ...taught.record, conflicting: true } });
    expect(sent()).toEqual([]);
  });

  it('fills the principal of its group into a next step', async () => {
    const steps = "nextSteps: ['See: `ssm-audit query --role {ssmAudit.principal}`']\n";
    const { correlate, sent } = correlation('rules: [DeleteDocument]', more.replace('7d', '0s') + steps);
    await correlate(seen(0, 'a', 'eu-west-1'));
    expect(sent()[0]?.message).toMatch(/^ +ssm-audit query .*--role arn:aws:iam::111122223333:role\/Operator$/m);
  });

  it('raises nothing while it learns', async () => {
    const { correlate, sent } = correlation('rules: [DeleteDocument]', more);
    await correlate(seen(0, 'a', 'eu-west-1'), seen(6, 'b', 'eu-west-2'));
    expect(sent()).toEqual([]);
    await correlate(seen(7, 'c', 'eu-west-3'));
    expect(sent().length).toBe(1);
  });
});
