import { digestOf } from '../../../lib/core/correlations/group';
import type { JsonObject } from '../../../lib/core/record/json';
import { SeededRandom } from '../../../samples/seeded-random';
import { topic } from '../../core/alerts/observed-events';
import { type Condition, dueBuckets, KINDS, type Kind } from '../../core/correlations/brute-force';
import { type GeneratedEvent, generatedEvents } from '../../core/correlations/generated-entries';
import { Alerting, insertions, rowOfRecord } from '../alerting';

/** How many runs in all: `npm run test:correlations` asks for 500. */
const RUNS = Number(process.env['STORED_CORRELATION_RUNS'] ?? 40);
const SEED = process.env['CORRELATION_SEED'] ?? '';

const TIMESPAN = 10;
const RULES = 2;
const THRESHOLDS: Readonly<Record<Kind, number>> = { event_count: 3, value_count: 3, temporal: 2, temporal_ordered: 2 };
const CONDITIONS: Readonly<Record<Kind, string>> = {
  event_count: '  condition: {gte: 3}\n',
  value_count: '  condition: {gte: 3, field: requestParameters.values}\n',
  temporal: '',
  temporal_ordered: '',
};

/** The two rules of a correlation, which an event names, and the correlation. Critical, so that nothing is suppressed. */
function documentsOf(kind: Kind): string {
  const rules = [0, 1].map(
    (at) => `title: ${kind} ${at}
id: ${kind}${at}
logsource: {product: aws}
detection:
  selection: {requestParameters.kind: ${kind}, requestParameters.rules: r${at}}
  condition: selection
`,
  );
  const correlation = `title: All of ${kind}
id: ${kind}
level: critical
correlation:
  type: ${kind}
  rules: [${kind}0, ${kind}1]
  group-by: [recipientAccountId]
  timespan: ${TIMESPAN}s
${CONDITIONS[kind]}`;
  return [...rules, correlation].join('---\n');
}

const alerting = Alerting.start();

beforeAll(async () => {
  (await alerting).now = new Date(1_700_000_000_000);
});

afterAll(async () => (await alerting).stop());

function recordOf(kind: Kind, account: string, event: GeneratedEvent): JsonObject {
  const [{ t, id } = { t: 0, id: '' }] = event;
  return {
    eventVersion: '1.09',
    eventSource: 'ssm.amazonaws.com',
    eventName: 'GetParameter',
    eventTime: new Date(t * 1000).toISOString().replace('.000', ''),
    eventID: id,
    awsRegion: 'eu-west-1',
    recipientAccountId: account,
    userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::${account}:user/alice`, userName: 'alice' },
    requestParameters: {
      kind,
      rules: [...new Set(event.map(({ rule }) => `r${rule}`))],
      values: [...new Set(event.map(({ key }) => key))],
    },
  };
}

/** Delivers rows in any order, some twice, in batches of any size, by invocations of which some have too little time. */
async function deliver(
  invoke: (remainingMs: () => number, batch: unknown) => Promise<readonly string[]>,
  records: readonly JsonObject[],
  random: SeededRandom,
): Promise<void> {
  const batches: (readonly JsonObject[])[] = [];
  const delivered = random.shuffled([...records, ...records.filter(() => random.below(100) < 30)]);
  for (let from = 0; from < delivered.length; ) {
    const to = from + 1 + random.below(4);
    batches.push(delivered.slice(from, to));
    from = to;
  }
  await Promise.all(
    [0, 1, 2, 3].map(async () => {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
        let left = random.below(3) === 0 ? random.below(12) : Number.POSITIVE_INFINITY;
        const remainingMs = () => {
          left -= 1;
          return left > 0 ? 60_000 : 0;
        };
        const again = await invoke(remainingMs, insertions(...batch.map((record) => rowOfRecord(record))));
        if (again.length > 0) batches.push(batch);
      }
    }),
  );
}

it('alerts what a brute-force oracle does, through the handler and the state table', async () => {
  const running = await alerting;
  const topics = [topic({ name: 'all', rules: [...KINDS] })];
  const queue = await running.subscribe('all');
  let remaining = () => 60_000;
  const handler = running.handler(KINDS.map(documentsOf), topics, () => remaining());
  const invoke = (remainingMs: () => number, batch: unknown) => {
    remaining = remainingMs;
    return handler(batch);
  };
  const expected: string[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const kind = KINDS[run % KINDS.length] ?? 'event_count';
    const random = SeededRandom.of(`${SEED}stored${run}`);
    const account = String(100_000_000_000 + run);
    const condition: Condition = { kind, threshold: THRESHOLDS[kind], timespan: TIMESPAN };
    const { events } = generatedEvents(condition, RULES, random);
    await deliver(
      invoke,
      events.map((event) => recordOf(kind, account, event)),
      random,
    );
    const due = dueBuckets(condition, events.flat());
    expected.push(...[...due].map((bucket) => digestOf([kind, JSON.stringify([account]), bucket])));
  }
  const received = (await running.received(queue)).flatMap(({ alert }) => alert['deduplicationIds'] as string[]);
  expect(expected.length).toBeGreaterThan(RUNS / 4);
  expect([...new Set(received)].sort()).toEqual([...expected].sort());
});
