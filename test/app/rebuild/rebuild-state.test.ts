import { beginning } from '../../../lib/app/rebuild/rebuild-state';

const NOW = new Date('2026-03-02T00:00:00Z');

it('begins with nothing done, in the place of the rebuild before', () => {
  const first = beginning(NOW, undefined);
  expect(first).toMatchObject({ startedAt: NOW.toISOString(), revision: 1, partitions: { done: 0, all: 0 } });
  const ended = { ...first, revision: 7, endedAt: NOW.toISOString(), position: { partition: 'SendCommand' } };
  const next = beginning(NOW, ended);
  expect(next).toEqual({ ...first, revision: 8 });
});
