import { storedTermRow, termRowJson } from '../../../../lib/adapters/sqlite/values/stored-term-row';
import type { TermRow } from '../../../../lib/core/rows/term-row';

const ROW: TermRow = {
  term: 'resource=/prod/db',
  eventTimeIdName: '2026-03-05T10:00:00Z#5fda7064-a115-47e9-9fbb-df10c38c2711#GetParameters',
  eventName: 'GetParameters',
  actor: 'Zoë',
  resources: Array.from({ length: 12 }, (_, index) => ({ id: `/prod/${index}`, kind: 'parameter', relation: 'uses' })),
};

describe('the written out row of a term', () => {
  it('is read as it was', () => {
    expect(JSON.parse(termRowJson(storedTermRow(ROW)))).toEqual(ROW);
  });

  it('has room beside others on a page', () => {
    expect(storedTermRow(ROW).length).toBeLessThan(JSON.stringify(ROW).length / 2);
  });

  it('is read where it stands as JSON', () => {
    expect(termRowJson(JSON.stringify(ROW))).toBe(JSON.stringify(ROW));
  });

  it.each(['', 'no row', 'AQID', 'AAAA'])('is no JSON where the text is %j', (text) => {
    expect(() => JSON.parse(termRowJson(text))).toThrow(SyntaxError);
  });
});
