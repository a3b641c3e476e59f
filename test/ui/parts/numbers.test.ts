import { grouped, plural } from '../../../lib/ui/parts/numbers';

it.each([0, 7, 999, 1_000, 12_345, 100_000, 1_234_567, Number.MAX_SAFE_INTEGER])(
  'writes %d as the locale of the page does',
  (count) => {
    expect(grouped(count)).toBe(count.toLocaleString('en-US'));
  },
);

it.each([
  [1, '1 event'],
  [0, '0 events'],
  [1_234, '1,234 events'],
])('counts %d things', (count, text) => {
  expect(plural(count, 'event')).toBe(text);
});
