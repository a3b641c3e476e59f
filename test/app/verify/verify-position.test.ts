import { AT_THE_START, foldersAfter, hoursOf, namesThatFit } from '../../../lib/app/verify/verify-position';

it('goes on with the folders after the last one, in the order of bytes', () => {
  expect(foldersAfter(['b/', 'a/', 'c/'], AT_THE_START)).toEqual(['a/', 'b/', 'c/']);
  expect(foldersAfter(['b/', 'a/', 'c/'], { ...AT_THE_START, folder: 'b/' })).toEqual(['c/']);
});

it('divides a window into hours, the last of which may be shorter', () => {
  const hours = hoursOf('2026-03-02T22:00:00Z', '2026-03-02T23:30:00Z');
  expect(hours).toEqual([
    { since: '2026-03-02T22:00:00Z', until: '2026-03-02T23:00:00Z' },
    { since: '2026-03-02T23:00:00Z', until: '2026-03-02T23:30:00Z' },
  ]);
  expect(hoursOf('2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z')).toHaveLength(24);
});

it('keeps as many names as fit into an item', () => {
  const names = Array.from({ length: 300 }, (_, index) => `${index}`.padEnd(1000, 'x'));
  expect(namesThatFit(names)).toEqual(names.slice(0, 200));
});
