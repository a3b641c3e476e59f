import { expiryOf, isExpired } from '../../../lib/core/rows/retention';

const DAY = 86_400;
const EVENT = '2024-05-01T12:00:00Z';
const seconds = (time: string) => Date.parse(time) / 1000;

it('counts from the later of event and delivery', () => {
  expect(expiryOf(EVENT, '2024-05-20T00:00:00Z', 400)).toBe(seconds('2024-05-20T00:00:00Z') + 400 * DAY);
  expect(expiryOf(EVENT, '2024-04-01T00:00:00Z', 400)).toBe(seconds(EVENT) + 400 * DAY);
  expect(expiryOf(EVENT, undefined, 1)).toBe(seconds(EVENT) + DAY);
});

it('keeps everything where no days are said', () => {
  expect(expiryOf(EVENT, undefined, undefined)).toBeUndefined();
  expect(isExpired(undefined, new Date(8.64e15))).toBe(false);
});

it('ends at the second', () => {
  const expiresAt = seconds(EVENT);
  expect(isExpired(expiresAt, new Date(EVENT))).toBe(true);
  expect(isExpired(expiresAt, new Date(Date.parse(EVENT) - 1))).toBe(false);
});
