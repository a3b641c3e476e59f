import { leavesOf } from '../../../lib/ui/event/record-leaves';

it('has a line for each value of a record, and says which are masked', () => {
  const record = { a: { b: [1, { c: null }] }, empty: {}, secret: '***masked:12***' };
  expect(leavesOf(record).leaves).toEqual([
    { path: 'a.b[0]', text: '1', isMasked: false },
    { path: 'a.b[1].c', text: 'null', isMasked: false },
    { path: 'empty', text: '{}', isMasked: false },
    { path: 'secret', text: '***masked:12***', isMasked: true },
  ]);
});

it('does not follow a record that an attacker made wide or deep', () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]));
  expect([leavesOf(wide).isCut, leavesOf(wide).leaves.length]).toEqual([true, 2_000]);
  const deep = JSON.parse(`${'['.repeat(500)}1${']'.repeat(500)}`);
  expect(leavesOf(deep).leaves).toHaveLength(1);
});
