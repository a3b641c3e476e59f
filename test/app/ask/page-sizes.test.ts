import fc from 'fast-check';
import { PageSizes } from '../../../lib/app/ask/page-sizes';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';

const MEBIBYTE = 1024 * 1024;

/** The sizes of the first pages, each full, whose rows have so many bytes. */
function sizes(asked: Partial<EventQuery>, partitions: number, bytesOfRow?: number, withRecord = false) {
  const all = new PageSizes(planned(asked), { partitions, withRecord });
  return [1, 2, 3, 4].map(() => {
    const size = all.next;
    all.add({ rows: size, kept: size, ...(bytesOfRow !== undefined && { bytes: bytesOfRow * size }) });
    return size;
  });
}

it('begins with twice the share of the answer that a partition has, and doubles', () => {
  expect(sizes({ limit: 100 }, 57)).toEqual([4, 8, 16, 32]);
  expect(sizes({ limit: 100 }, 1_000)).toEqual([1, 2, 4, 8]);
});

it('begins with the answer where a key leads to all of it', () => {
  expect(sizes({ eventNames: ['StartSession'], limit: 100 }, 1)).toEqual([100, 200, 400, 800]);
  expect(sizes({ eventNames: ['StartSession'], limit: 1 }, 1)[0]).toBe(1);
});

it('reads no more than the answer lacks, as long as that is known', () => {
  expect(sizes({ limit: 100 }, 4)).toEqual([50, 50, 200, 400]);
  const all = new PageSizes(planned({ limit: 100 }), { partitions: 4, withRecord: false });
  all.add({ rows: 50, kept: 25 });
  expect(all.next).toBe(100);
});

it('reads on in longer pages where conditions leave rows out, whatever was kept', () => {
  const [first = 0, second] = sizes({ limit: 100, noAgent: true }, 4);
  expect(second).toBe(2 * first);
});

it('begins higher where conditions leave rows out', () => {
  const [whole = 0] = sizes({ limit: 100 }, 57);
  const [narrowed = 0] = sizes({ limit: 100, noAgent: true }, 57);
  expect(narrowed).toBeGreaterThan(whole);
});

it('begins with a share of the memory where there is no limit', () => {
  const [first = 0, second] = sizes({ limit: Number.POSITIVE_INFINITY }, 57);
  expect(first).toBeGreaterThan(100);
  expect(second).toBe(first);
});

it('reads fewer rows at once where they are large', () => {
  const [first = 0, second = 0] = sizes({ limit: Number.POSITIVE_INFINITY }, 8, 200_000, true);
  expect(second).toBeLessThan(first);
  expect(second * 200_000 * 8).toBeLessThanOrEqual(8 * MEBIBYTE);
});

it('reads one row at least, and never more in memory than all partitions may have', () => {
  const limits = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.constant(Number.POSITIVE_INFINITY));
  const property = fc.property(
    limits,
    fc.integer({ min: 1, max: 5_000 }),
    fc.boolean(),
    (limit, partitions, noAgent) => {
      for (const size of sizes({ limit, noAgent }, partitions, 3_000, true)) {
        expect(Number.isInteger(size) && size >= 1).toBe(true);
        expect(size === 1 || size * partitions * 3_000 <= 8 * MEBIBYTE).toBe(true);
      }
    },
  );
  fc.assert(property);
});

it('reads more at once where most is left out, but not without end', () => {
  const all = new PageSizes(planned({ limit: Number.POSITIVE_INFINITY }), { partitions: 57, withRecord: true });
  const first = all.next;
  for (const _ of [1, 2, 3]) all.add({ rows: all.next, kept: 0 });
  expect(all.next).toBeGreaterThanOrEqual(8 * first);
  expect(all.next).toBeLessThanOrEqual(8 * (first + 1));
});
