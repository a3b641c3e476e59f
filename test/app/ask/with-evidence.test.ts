import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { withEvidence, withWholeUserAgents } from '../../../lib/app/ask/with-evidence';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { auditEvent, rowOf } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const rows = Array.from({ length: 250 }, (_, index) =>
  rowOf(auditEvent({ eventID: `e-${index}` }), {}, { recordIndex: index, recordSha256: `sha-${index}` }),
);

async function* found(): AsyncGenerator<FoundEvent> {
  for (const row of rows) yield { event: storedEvent(row) };
}

it('adds place and hash of each record, in the order of the events, by a hundred at once', async () => {
  const reader = new MemoryReader();
  for (const row of rows) reader.add(row);
  const events = [];
  for await (const event of withEvidence(reader, found())) events.push(event);
  expect(events.map(({ evidence }) => evidence)).toEqual(
    rows.map((_, index) => ({ recordIndex: index, recordSha256: `sha-${index}` })),
  );
  expect(events.map(({ event }) => event.eventID)).toEqual(rows.map(({ eventID }) => eventID));
  expect(reader.keyLookUps).toBe(3);
});

it('leaves an event whose row is gone as it is, and asks for nothing where there is nothing', async () => {
  const [row] = rows;
  const event = { event: storedEvent(row ?? rowOf(auditEvent())) };
  expect(await all(new MemoryReader(), [event])).toEqual([event]);
  const reader = new MemoryReader();
  expect([await all(reader, []), reader.keyLookUps]).toEqual([[], 0]);
});

it('asks for nothing where the evidence is at hand', async () => {
  const reader = new MemoryReader();
  const evidence = { recordIndex: 1, recordSha256: 'f' };
  const event = { event: storedEvent(rowOf(auditEvent())), evidence };
  expect([await all(reader, [event]), reader.keyLookUps]).toEqual([[event], 0]);
});

it('fetches the record where a row has only the beginning of the user agent', async () => {
  const userAgent = 'aws-cli/2.31.9 md/prompt#off '.repeat(15);
  const long = rowOf(auditEvent({ userAgent }), { userAgent });
  const { record: _, ...listed } = long;
  const [cut, short] = [storedEvent(listed), storedEvent(rowOf(auditEvent({ eventID: 'other' })))];
  expect(cut.userAgent).not.toBe(userAgent);
  const evidence = { recordIndex: 1, recordSha256: 'f' };
  async function* given() {
    yield* [cut, short].map((event) => ({ event, evidence }));
  }
  for (const whole of [withEvidence, withWholeUserAgents]) {
    const reader = new MemoryReader();
    reader.add(long);
    const told: unknown[] = [];
    for await (const { event } of whole(reader, given())) told.push(event.userAgent);
    expect([told, reader.keyLookUps]).toEqual([[userAgent, short.userAgent], 1]);
  }
});

async function all(reader: MemoryReader, events: readonly FoundEvent[]): Promise<readonly FoundEvent[]> {
  async function* given() {
    yield* events;
  }
  const answered: FoundEvent[] = [];
  for await (const event of withEvidence(reader, given())) answered.push(event);
  return answered;
}
