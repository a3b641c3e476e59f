import { beginning, isStalled } from '../../../lib/app/rebuild/rebuild-state';

const NOW = new Date('2026-03-02T00:00:00Z');

it('begins with nothing done, in the place of the rebuild before', () => {
  const first = beginning(NOW, undefined);
  expect(first).toMatchObject({ startedAt: NOW.toISOString(), revision: 1, partitions: { done: 0, all: 0 } });
  const ended = { ...first, revision: 7, endedAt: NOW.toISOString(), position: { partition: 'SendCommand' } };
  const next = beginning(NOW, ended);
  expect(next).toEqual({ ...first, revision: 8 });
});

it('stands still where no run has stored anything for twenty minutes, unless it has ended', () => {
  const state = beginning(NOW, undefined);
  const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
  expect(isStalled(state, later(20))).toBe(false);
  expect(isStalled(state, later(21))).toBe(true);
  expect(isStalled({ ...state, endedAt: NOW.toISOString() }, later(21))).toBe(false);
});
