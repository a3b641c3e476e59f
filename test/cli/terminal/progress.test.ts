import { progressText } from '../../../lib/cli/terminal/progress';

it.each([
  ['250 of 1,000 files, 125/s, 6 s left', { done: 250, total: 1_000, elapsedMs: 2_000 }],
  ['3 of 1,000 files, 1.5/s, 12 min left', { done: 3, total: 1_000, elapsedMs: 2_000 }],
  ['1 of 20,000 files, 0.5/s, 11.1 h left', { done: 1, total: 20_000, elapsedMs: 2_000 }],
  ['12,345 files, 6,173/s', { done: 12_345, elapsedMs: 2_000 }],
  ['12,345 files, 6,173/s, 6 s left', { done: 12_345, part: 0.25, elapsedMs: 2_000 }],
  // More than expected: nobody knows how much more.
  ['12 files, 6.0/s', { done: 12, total: 10, elapsedMs: 2_000 }],
  ['0 of 10 files', { done: 0, total: 10, elapsedMs: 0 }],
])('says %s', (text, reached) => {
  expect(progressText('files', reached)).toBe(text);
});
