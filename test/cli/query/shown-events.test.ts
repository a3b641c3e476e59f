import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { ShownEvents } from '../../../lib/cli/query/shown-events';
import { foundEvent } from '../found-events';

async function* events(...seconds: readonly number[]): AsyncGenerator<FoundEvent> {
  for (const second of seconds) yield foundEvent({ eventTime: `2024-05-01T12:00:0${second}Z` });
}

async function shown(limit: number, ...seconds: readonly number[]): Promise<ShownEvents> {
  const part = new ShownEvents(limit);
  let count = 0;
  for await (const _ of part.of(events(...seconds))) count += 1;
  expect(part.count).toBe(count);
  return part;
}

it('says nothing of an answer that is whole, be it as long as the limit', async () => {
  const whole = await shown(3, 3, 2, 1);
  expect([whole.count, whole.isCut, whole.cutText(false)]).toEqual([3, false, undefined]);
  expect((await shown(Number.POSITIVE_INFINITY, 3, 2, 1)).cutText(false)).toBeUndefined();
});

it('says how many are shown, from when, and what goes on without passing one over', async () => {
  expect((await shown(2, 3, 2, 1)).cutText(false)).toBe(
    '2 events are shown back to 2024-05-01T12:00:02Z, and there are more: --limit 0 shows all, --until 2024-05-01T12:00:03Z continues',
  );
  expect((await shown(2, 1, 2, 3)).cutText(true)).toBe(
    '2 events are shown up to 2024-05-01T12:00:02Z, and there are more: --limit 0 shows all, --since 2024-05-01T12:00:02Z continues',
  );
});

it('says one event is shown, not one events', async () => {
  expect((await shown(1, 3, 2)).cutText(false)).toBe(
    '1 event is shown back to 2024-05-01T12:00:03Z, and there are more: --limit 0 shows all',
  );
});

it('does not send somebody round in a circle where all that is shown is of one second', async () => {
  expect((await shown(2, 3, 3, 3)).cutText(false)).toBe(
    '2 events are shown back to 2024-05-01T12:00:03Z, and there are more: --limit 0 shows all',
  );
});
