import { findEvents } from '../../../lib/app/ask/find-events';
import { INDEX_EVERYTHING, type IndexedRecord, indexRecord } from '../../../lib/app/index/index-record';
import type { EventReader, Page, PageRequest } from '../../../lib/app/ports/event-reader';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { AGENT_PARTITIONS, isAgentPartition } from '../../../lib/core/rows/agent-partitions';
import { plainPartition, principalKey } from '../../../lib/core/rows/event-keys';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { generatedCorpus } from '../../../samples/generated-corpus';
import { SeededRandom } from '../../../samples/seeded-random';
import { ALICE, auditEvent, rowOf } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

/** Partitions of a store, of which the first is hot, and how many events that one and each other has at most. */
const PARTITIONS = 57;
const HOT = 60;
const FEW = 3;

/** So few seconds that most events share theirs with others, and pages end within one. */
const SECONDS = 4;

/** The most rows that fit into a page, whatever is asked for: DynamoDB ends each after a megabyte. */
const FIT = 9;

const LIMITS = [1, 7, Number.POSITIVE_INFINITY];
const SEEDS = Array.from({ length: 3 }, (_, seed) => seed);
const QUESTIONS: readonly Partial<EventQuery>[] = [{}, { regions: ['eu-west-1'] }, { principals: [ALICE] }];

/** Goes on by key, as DynamoDB does. Events come and rows are left out as corrupt while somebody reads. */
class UnsteadyReader implements EventReader {
  /** Rows by partition, in the order of their keys. */
  private readonly partitions = new Map<string, EventRow[]>();
  private readonly names = new Set<string>();

  constructor(
    events: readonly AuditEvent[],
    private readonly random: SeededRandom,
    private readonly arriving: AuditEvent[] = [],
    private readonly corrupt: ReadonlySet<string> = new Set(),
  ) {
    for (const event of events) this.add(event);
  }

  async page({ partition, after, limit = FIT, oldestFirst }: PageRequest): Promise<Page> {
    for (const event of this.arriving.splice(0, this.random.below(3))) this.add(event);
    const rows = this.partitions.get(`${partition.table} ${partition.value}`) ?? [];
    const isLeft = ({ eventTimeId: key }: EventRow) =>
      after === undefined || (oldestFirst ? key > String(after) : key < String(after));
    const left = (oldestFirst ? rows : rows.toReversed()).filter(isLeft);
    const page = left.slice(0, Math.min(limit, 1 + this.random.below(FIT)));
    const readable = page.filter(({ eventTimeId }) => !this.corrupt.has(eventTimeId));
    return { rows: readable, after: page.length < left.length ? page.at(-1)?.eventTimeId : undefined };
  }

  async catalogue(prefix: string): Promise<readonly string[]> {
    return [...this.names].filter((name) => name.startsWith(prefix)).sort();
  }

  rows = async () => [];
  olderPartitions = async () => [];
  count = async () => ({ rows: 0, isWhole: true });

  private add(event: AuditEvent): void {
    const row = rowOf(event);
    this.names.add(row.eventName);
    for (const name of [`events ${row.eventName}`, `byPrincipal ${principalKey(String(row.userIdentityArn))}`]) {
      const rows = [...(this.partitions.get(name) ?? []), row];
      this.partitions.set(
        name,
        rows.sort((one, other) => (one.eventTimeId < other.eventTimeId ? -1 : 1)),
      );
    }
  }
}

describe.each(SEEDS)('a store that changes while it is read, by seed %i', (seed) => {
  it.each(QUESTIONS)('gives %j in order, each event once, and leaves out none that was there', async (asked) => {
    const random = new SeededRandom(seed);
    const events = arbitraryEvents(random);
    const corrupt = new Set(events.filter(() => random.below(12) === 0).map(timeAndId));
    const meant = events.filter((event) => isMeant(event, asked) && !corrupt.has(timeAndId(event))).map(orderText);
    for (const limit of LIMITS) {
      for (const oldestFirst of [false, true]) {
        const arriving = [...arbitraryEvents(random, 'New')];
        const reader = new UnsteadyReader(events, random, arriving, corrupt);
        const found = await answer(reader, { ...asked, limit, oldestFirst });
        const ordered = oldestFirst ? found : found.toReversed();
        expect(ordered).toEqual([...new Set(found)].sort());
        expect(found.length).toBeLessThanOrEqual(limit);
        const last = found.at(-1) ?? '';
        const isReached = (key: string) => found.length < limit || (oldestFirst ? key <= last : key >= last);
        expect(meant.filter((key) => isReached(key) && !found.includes(key))).toEqual([]);
        const known = new Set(meant);
        expect(found.filter((key) => !key.includes('#New') && !known.has(key))).toEqual([]);
      }
    }
  });
});

describe('a catalogue that somebody damaged', () => {
  const random = new SeededRandom(1);
  const events = arbitraryEvents(random);
  const whole = events.map(orderText).sort();

  it('may name partitions that do not exist, doubles and the quarantine', async () => {
    const reader = new UnsteadyReader(events, random);
    const names = await reader.catalogue('');
    const made = ['Nothing', 'Call1#agent#15', 'Call1#7', '#', '_quarantine', '%00', 'x'.repeat(1_024)];
    reader.catalogue = async (prefix) => [...made, ...names, ...names].filter((name) => name.startsWith(prefix));
    expect(await answer(reader, { oldestFirst: true, limit: Number.POSITIVE_INFINITY })).toEqual(whole);
  });

  it('hides no event from who asks by its name or its principal', async () => {
    const reader = new UnsteadyReader(events, random);
    reader.catalogue = async () => [];
    const named = { eventNames: ['Call0'], oldestFirst: true, limit: Number.POSITIVE_INFINITY };
    expect(await answer(reader, named)).toEqual(whole.filter((key) => key.endsWith('#Call0')));
    const byPrincipal = { principals: [ALICE], oldestFirst: true, limit: Number.POSITIVE_INFINITY };
    const ofAlice = events.filter((event) => isMeant(event, byPrincipal));
    expect(await answer(reader, byPrincipal)).toEqual(ofAlice.map(orderText).sort());
  });
});

it("finds each row by its name and by its principal, also the agent's, which stand apart", async () => {
  const reader = new MemoryReader();
  const rows = deployedRows();
  for (const { row, termRows } of rows) reader.add(row, [...termRows(row)]);
  const asked = (more: Partial<EventQuery>) => answer(reader, { related: true, guard: true, limit: 1_000, ...more });
  const keyOf = ({ eventTimeId, eventName }: EventRow) => `${eventTimeId}#${plainPartition(eventName)}`;
  const answers = new Map<string, readonly string[]>();
  for (const { row } of rows) {
    const [name, arn] = [plainPartition(row.eventName), String(row.userIdentityArn)];
    if (!answers.has(name)) answers.set(name, await asked({ eventNames: [name] }));
    if (!answers.has(arn)) answers.set(arn, await asked({ principals: [arn] }));
    expect(answers.get(name)).toContain(keyOf(row));
    expect(answers.get(arn)).toContain(keyOf(row));
  }
  expect(rows.filter(({ row }) => isAgentPartition(row.eventName)).length).toBeGreaterThan(rows.length / 2);
});

/** Rows of a fleet as a deployed stack writes them. */
function deployedRows(): readonly IndexedRecord[] {
  const corpus = { seed: 7, files: 1, recordsPerFile: 300, systemsManagerShare: 1, from: '2026-03-02T00:00:00Z' };
  const indexing = { ...INDEX_EVERYTHING, agentSpread: AGENT_PARTITIONS, packs: true };
  const source = { origin: 'delivery' as const, deliveredAt: undefined, now: new Date('2026-03-02T01:00:00Z') };
  return [...generatedCorpus(corpus)].flatMap(({ key, records }) =>
    records.flatMap((record, recordIndex) => {
      const place = { logFile: `s3://logs/${key}`, recordIndex, recordSha256: String(recordIndex) };
      const indexed = indexRecord(record, place, source, indexing);
      return typeof indexed === 'object' ? [indexed] : [];
    }),
  );
}

/** Many events of one name and few of each other, of two regions and callers, in few seconds. */
function arbitraryEvents(random: SeededRandom, prefix = 'Call'): readonly AuditEvent[] {
  return Array.from({ length: PARTITIONS }, (_, index) => (index === 0 ? HOT : random.below(FEW))).flatMap(
    (count, index) => Array.from({ length: count }, () => arbitraryEvent(random, `${prefix}${index}`)),
  );
}

function arbitraryEvent(random: SeededRandom, eventName: string): AuditEvent {
  return auditEvent({
    eventName,
    eventTime: `2024-05-01T12:00:0${random.below(SECONDS)}Z`,
    eventID: random.uuid(),
    awsRegion: random.pick(['eu-west-1', 'us-east-1']),
    userIdentityArn: random.pick([ALICE, `${ALICE}-too`]),
  });
}

function isMeant({ awsRegion, userIdentityArn }: AuditEvent, { regions, principals }: Partial<EventQuery>): boolean {
  return (!regions || regions.includes(String(awsRegion))) && (!principals || principals.includes(userIdentityArn));
}

async function answer(reader: EventReader, asked: Partial<EventQuery>): Promise<readonly string[]> {
  const found: string[] = [];
  const now = () => new Date('2024-05-01T13:00:00Z');
  for await (const { event } of findEvents({ reader, now }, planned(asked))) {
    found.push(`${event.eventTime}#${event.eventID}#${event.eventName}`);
  }
  return found;
}

function timeAndId({ eventTime, eventID }: AuditEvent): string {
  return `${eventTime}#${eventID}`;
}

function orderText(event: AuditEvent): string {
  return `${timeAndId(event)}#${event.eventName}`;
}
