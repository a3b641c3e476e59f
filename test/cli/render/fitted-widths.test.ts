import fc from 'fast-check';
import { fittedWidths } from '../../../lib/cli/render/fitted-widths';

it('leaves what fits, and takes from the widest first', () => {
  expect(fittedWidths([5, 10], [1, 1], 20, 2)).toEqual([5, 10]);
  expect(fittedWidths([5, 10], [1, 1], 14, 2)).toEqual([5, 7]);
  expect(fittedWidths([5, 10], [1, 8], 14, 2)).toEqual([4, 8]);
});

it('goes below what columns need at least, where nothing else fits', () => {
  expect(fittedWidths([20, 20], [20, 20], 30, 2)).toEqual([14, 14]);
});

it('fits any columns that have room for four cells each', () => {
  const columns = fc.array(fc.tuple(fc.nat(200), fc.nat(40)), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(columns, fc.integer({ min: 80, max: 200 }), (pairs, width) => {
      const needed = pairs.map(([need]) => need);
      const widths = fittedWidths(
        needed,
        pairs.map(([need, least]) => Math.min(need, least)),
        width,
        2,
      );
      expect(widths.reduce((sum, each) => sum + each + 2, -2)).toBeLessThanOrEqual(width);
      expect(widths.every((each, at) => each <= (needed[at] ?? 0))).toBe(true);
    }),
  );
});
