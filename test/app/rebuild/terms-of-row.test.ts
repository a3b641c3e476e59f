import { termsOfRow } from '../../../lib/app/rebuild/terms-of-row';
import type { ListedRow } from '../../../lib/core/rows/event-row';
import { MemoryTables } from '../memory-tables';
import { INDEXING, storeEveryKind } from './every-kind-of-row';

describe('the terms of a row', () => {
  const tables = new MemoryTables();

  beforeAll(() => storeEveryKind(tables));

  it.each([
    [{ record: undefined }, 'it has no record that can be read'],
    [{ record: Buffer.from('no gzip') }, 'it has no record that can be read'],
    [{ record: { eventSource: 'ssm.amazonaws.com' } }, 'its record makes no event'],
    [{ indexVersion: 99 }, 'it is of index version 99, which is unknown here'],
    [{ recordSha256: undefined }, 'it lacks what every row has, or has it in another form'],
  ])('says of a row with %j that %s', (change, problem) => {
    const [row] = [...tables.events.values()].filter(({ eventName }) => eventName === 'GetParameters');
    expect(termsOfRow(withoutUndefined({ ...row, ...change }), INDEXING)).toEqual({ problem });
  });

  it('are none where it is in quarantine', () => {
    const row = { eventName: '_quarantine', eventTimeId: '2026-03-02T00:00:00Z#id', quarantineReason: 'no time' };
    expect(termsOfRow(row, INDEXING)).toEqual({ terms: [] });
  });
});

function withoutUndefined(row: object): ListedRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as ListedRow;
}
