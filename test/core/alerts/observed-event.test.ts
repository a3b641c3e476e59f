import { latenessOf } from '../../../lib/core/alerts/observed-event';
import type { StoredEvent } from '../../../lib/core/rows/stored-event';

const HOUR_MS = 60 * 60 * 1000;

it.each([
  ['within the hour', '2024-03-01T11:00:00Z', undefined],
  ['a second past the hour', '2024-03-01T11:00:01Z', HOUR_MS + 1000],
  ['at a time that is not known, as of history', undefined, undefined],
])('an event indexed %s is late by what passed', (_, indexedAt, expected) => {
  const event = { eventTime: '2024-03-01T10:00:00Z' } as StoredEvent;
  expect(latenessOf({ event, record: undefined, ...(indexedAt && { indexedAt }) })).toBe(expected);
});
