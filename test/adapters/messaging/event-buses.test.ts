import type { BusEntry } from '../../../lib/adapters/messaging/bus-batches';
import { EventBuses, RefusedEntryError } from '../../../lib/adapters/messaging/event-buses';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { textAt } from '../../../lib/core/record/json';
import { EmbeddedEventBridge } from '../../embedded/event-bridge';

const HOME = 'arn:aws:events:eu-central-1:111122223333:event-bus/security';
const ELSEWHERE = 'arn:aws:events:us-east-1:111122223333:event-bus/security';
const FOREIGN = 'arn:aws:events:eu-central-1:444455556666:event-bus/security';

let eventBridge: EmbeddedEventBridge;
let buses: EventBuses;
let regions: string[];

beforeEach(async () => {
  eventBridge = await EmbeddedEventBridge.start();
  regions = [];
  buses = new EventBuses((region) => {
    regions.push(region);
    return eventBridge.client(region);
  });
});

afterEach(() => eventBridge.stop());

function entry(name: string, bus = HOME, bytes = 0): BusEntry {
  const Detail = JSON.stringify({ name, filling: 'x'.repeat(bytes) });
  return { EventBusName: bus, Source: 'ssm-audit', DetailType: name, Detail };
}

const put = (each: BusEntry) => buses.put(each, NO_DEADLINE, () => undefined);
const names = (entries: readonly object[]) => entries.map((each) => textAt(each, 'DetailType'));
const numbered = (count: number, bus?: string, bytes?: number) =>
  Array.from({ length: count }, (_, at) => entry(`${at}`, bus, bytes));

it('sends ten entries of one moment in one request, and the rest in the next ones', async () => {
  await Promise.all(numbered(23).map(put));
  expect(eventBridge.requests.map(({ length }) => length)).toEqual([10, 10, 3]);
  expect(names(eventBridge.taken).sort()).toEqual(names(numbered(23)).sort());
});

it('puts no more into one request than EventBridge takes', async () => {
  await Promise.all(numbered(5, HOME, 100 * 1024).map(put));
  expect(eventBridge.requests.map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(eventBridge.taken).toHaveLength(5);
});

it('asks each bus apart, in its own region', async () => {
  await Promise.all([entry('a'), entry('b', ELSEWHERE), entry('c', FOREIGN), entry('d')].map(put));
  expect(eventBridge.requests.map(names).sort()).toEqual([['a', 'd'], ['b'], ['c']]);
  expect(regions).toEqual(['eu-central-1', 'us-east-1', 'eu-central-1']);
});

it.each(['ThrottlingException', 'InternalFailure'])(
  'sends again only what a bus did not take for now: %s',
  async (code) => {
    let refusals = 2;
    eventBridge.answer = (each) =>
      textAt(each, 'DetailType') === '1' && refusals-- > 0 ? { ErrorCode: code, ErrorMessage: 'later' } : undefined;
    await Promise.all(numbered(3).map(put));
    expect(eventBridge.requests.map(names)).toEqual([['0', '1', '2'], ['1'], ['1']]);
    expect(names(eventBridge.taken)).toEqual(['0', '2', '1']);
  },
);

it('tells the sender of an entry that is refused for good, and no other', async () => {
  eventBridge.answer = (each) =>
    textAt(each, 'DetailType') === '1'
      ? { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'no' }
      : undefined;
  const results = await Promise.allSettled(numbered(3).map(put));
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({
    reason: new RefusedEntryError(HOME, 'NotAuthorizedForSourceException', 'no'),
  });
  expect(eventBridge.requests).toHaveLength(1);
});

it('sends each entry alone where one makes the request invalid', async () => {
  const results = await Promise.allSettled(
    [entry('a'), { ...entry('b'), Detail: '[' }, entry('c', HOME, 300_000)].map(put),
  );
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
  expect(names(eventBridge.taken)).toEqual(['a']);
});

it('takes an answer without a result for an entry as a refusal', async () => {
  eventBridge.answer = () => ({});
  await expect(put(entry('a'))).rejects.toThrow(`${HOME} refused an alert (no result): without a reason`);
});

it('gives up where there is no time left, and says what it was told', async () => {
  eventBridge.answer = () => ({ ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' });
  const end = Date.now() + 4_000;
  const tried: string[] = [];
  const late = buses.put(entry('a'), { remainingMs: () => end - Date.now() }, () => tried.push('a'));
  await expect(late).rejects.toThrow('refused an alert (ThrottlingException): slow down');
  expect(tried.length).toBeGreaterThan(0);
});
