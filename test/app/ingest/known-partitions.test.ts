import { KnownPartitions } from '../../../lib/app/ingest/known-partitions';
import { catalogueEntry } from '../../../lib/core/rows/catalogue';

it('knows the partitions of each name, those with older rows among them, and what was added since', () => {
  const known = new KnownPartitions([
    { partition: 'A', oldestVersion: 1 },
    catalogueEntry('A#1'),
    catalogueEntry('AB'),
  ]);
  known.add(catalogueEntry('A#agent'));
  expect(['A', 'A#1', 'A#agent', 'AB', 'A#2', 'B'].map((name) => known.has(name))).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(known.others('A#agent#3')).toEqual(['A', 'A#1', 'A#agent']);
  expect(known.others('A')).toEqual(['A#1', 'A#agent']);
  expect(known.olderOthers('A#agent#3')).toEqual(['A']);
  expect(known.olderOthers('A')).toEqual([]);
  expect(known.others('B')).toEqual([]);
});
