import { guardCalls } from '../../../lib/app/status/guard-calls';
import { readEvent } from '../../../lib/core/event/read-event';
import { guardSamples, stack } from '../../core/guard/guard-samples';
import { ssmRecord } from '../../log-records';
import { MemoryReader } from '../memory-reader';

const UP_TO = new Date('2026-03-05T11:00:00Z');

function eventOf(record: object, recordSha256: string) {
  const reading = readEvent(JSON.parse(JSON.stringify(record)), recordSha256, stack());
  if (reading.kind !== 'event') throw new Error('no event');
  return reading.event;
}

const own = guardSamples().filter(({ isFirst }) => isFirst);
const events = own.map((sample, nth) => eventOf(sample.own, String(nth)));

it('counts what tampered with the stack in the last day, over a spread name too', async () => {
  const names = events.map(({ eventName }) => eventName);
  const reader = new MemoryReader(events, new Map([['PurgeQueue', 4]]));
  expect(new Set(names).size).toBeGreaterThan(100);
  expect(await guardCalls(reader, UP_TO)).toEqual({ since: '2026-03-04T11:00:00Z', count: events.length });
  expect(await guardCalls(reader, new Date('2026-03-06T12:00:00Z'))).toMatchObject({ count: 0 });
});

it('passes over calls of Systems Manager, those of the same name among them', async () => {
  const own = { eventTime: '2026-03-05T10:00:00Z', eventName: 'PutResourcePolicy', eventID: 'a' };
  const reader = new MemoryReader([
    eventOf(ssmRecord(own), 'x'),
    eventOf(ssmRecord({ ...own, eventName: 'GetParameter' }), 'y'),
  ]);
  expect(await guardCalls(reader, UP_TO)).toMatchObject({ count: 0 });
  expect(reader.pages.map(({ partition }) => partition.value)).toEqual(['PutResourcePolicy']);
});
