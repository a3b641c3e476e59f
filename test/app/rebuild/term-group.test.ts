import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import { RefusedItemError } from '../../../lib/app/ports/event-store';
import { Pace } from '../../../lib/app/rebuild/pace';
import { putTermGroup } from '../../../lib/app/rebuild/term-group';
import type { TermRow } from '../../../lib/core/rows/term-row';
import { rowOf } from '../../core/rows/events';

const ROW = rowOf();
const term = (name: string, indexVersion?: number): TermRow => ({
  term: name,
  eventTimeIdName: '2024-05-01T12:00:00Z#1#StartSession',
  ...(indexVersion !== undefined && { indexVersion }),
});

it('puts what is missing or of an older version, and counts what stands and what is refused', async () => {
  const put: string[] = [];
  const found = await putTermGroup(
    {
      terms: { terms: async () => [term('actor=new', 2), term('actor=older', 1), term('actor=of-version-1')] },
      writer: {
        putOverOlder: async (row) => {
          if (row.term === 'actor=refused') throw new RefusedItemError('too large');
          put.push(row.term);
          return row.term !== 'actor=raced';
        },
      },
      pace: new Pace(Number.POSITIVE_INFINITY),
    },
    [
      ...['new', 'older', 'missing', 'raced', 'refused'].map((name) => ({ term: term(`actor=${name}`, 2), row: ROW })),
      { term: term('actor=of-version-1'), row: ROW },
    ],
    NO_DEADLINE,
  );
  expect(put.sort()).toEqual(['actor=missing', 'actor=older', 'actor=raced']);
  expect(found).toMatchObject({ written: 2, standing: 3 });
  expect([...found.refused]).toEqual([[ROW, 'a term is refused: too large']]);
});
