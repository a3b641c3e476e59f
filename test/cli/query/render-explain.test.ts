import { explainLines, searchNotes } from '../../../lib/cli/query/render-explain';
import { planned } from '../../../lib/core/query/planned-query';

it('says which keys answered and what that cost', () => {
  const cost = { keyCondition: 'term = resource=\u001b[2J', pages: 2, items: 100, readUnits: 3.5 };
  const queries = [
    { table: 'Terms', ...cost },
    { table: 'Events', index: 'byPrincipal', ...cost },
  ];
  const lines = explainLines({ by: 'resource' }, { queries, rowsByKey: 7, unitsByKey: 4.5 });
  expect(lines).toHaveLength(5);
  expect(lines[0]).toMatch(/^answered by resource/);
  expect(lines[1]).toMatch(/^table Terms: .*2 pages, 100 items, 3.5 read units$/);
  expect(lines[2]).toMatch(/^table Events, index byPrincipal: /);
  expect(lines[3]).toMatch(/: 4 pages, 200 items, 7 read units$/);
  expect(lines[4]).toMatch(/7 rows/);
  expect(lines.join('')).not.toContain('\u001b');
});

it('says what a search without a key read', () => {
  const queries = [{ table: 'Events', keyCondition: 'eventName = a', pages: 1, items: 1_000, readUnits: 12.5 }];
  const costs = { queries, rowsByKey: 0 };
  const contains = [() => true];
  expect(searchNotes(planned({ contains }), costs)).toEqual([
    expect.objectContaining({ kind: 'note', text: expect.stringContaining('all 1000 events') }),
  ]);
  expect(searchNotes(planned({ contains, actors: ['ana'] }), costs)).toEqual([]);
  expect(searchNotes(planned({}), costs)).toEqual([]);
});
