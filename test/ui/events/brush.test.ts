import { brushedSpan, moved } from '../../../lib/ui/events/brush';

const BARS = [1, 2, 4].map((count, at) => ({ since: `${at}`, until: `${at + 1}`, count }));

it.each([
  [
    { from: 0, to: 2 },
    { since: '0', until: '3', count: 7 },
  ],
  [
    { from: 2, to: 1 },
    { since: '1', until: '3', count: 6 },
  ],
  [
    { from: 1, to: 1 },
    { since: '1', until: '2', count: 2 },
  ],
])('covers the bars %j, in whichever direction they were chosen', (brush, span) => {
  expect(brushedSpan(BARS, brush)).toEqual(span);
});

it('begins at the first bar, moves to another, is extended to several, and stays within the bars', () => {
  const first = moved(undefined, 1, false, 3);
  const second = moved(first, 1, false, 3);
  const both = moved(second, 1, true, 3);
  expect([first, second, both, moved(both, 1, true, 3), moved(first, -1, false, 3)]).toEqual([
    { from: 0, to: 0 },
    { from: 1, to: 1 },
    { from: 1, to: 2 },
    { from: 1, to: 2 },
    { from: 0, to: 0 },
  ]);
});
