import { fittedObject } from '../../../lib/core/export/fitted-value';
import type { Columns } from '../../../lib/core/export/shape';
import { parseRecord } from '../../../lib/core/record/parse-record';

const COLUMNS: Columns = {
  text: 'text',
  mark: 'boolean',
  id: 'integer',
  count: 'count',
  time: 'time',
  data: 'json',
  list: { items: { members: { id: 'text' } } },
  object: { members: { inner: { members: { when: 'time' } } } },
};

describe('a value as a column has it', () => {
  it('keeps what the columns have, and nothing else', () => {
    const value = {
      text: 'a',
      mark: true,
      id: 3,
      count: 2 ** 40,
      time: '2018-03-06T20:30:12Z',
      list: [{ id: 'x', more: 1 }],
      object: { inner: { when: 1_000 } },
      other: 'b',
    };
    expect(fittedObject(COLUMNS, value)).toEqual({
      text: 'a',
      mark: true,
      id: 3,
      count: 2 ** 40,
      time: Date.parse('2018-03-06T20:30:12Z'),
      list: [{ id: 'x' }],
      object: { inner: { when: 1_000 } },
    });
  });

  it('has JSON as text, with the digits of its numbers', () => {
    const data = parseRecord('{"big":12345678901234567890123,"__proto__":[null]}');
    expect(fittedObject(COLUMNS, { data })).toEqual({ data: '{"big":12345678901234567890123,"__proto__":[null]}' });
  });

  it('has no half of a character in JSON, because DuckDB refuses the whole question for one', () => {
    const data = parseRecord('{"userAgent":"a\\ud800","list":["\\\\ud800"]}');
    expect(fittedObject(COLUMNS, { data })).toEqual({ data: '{"userAgent":"a\ufffd","list":["\\\\ud800"]}' });
  });

  it('leaves absent what is absent, and has nothing in place of what is no time or number', () => {
    expect(fittedObject(COLUMNS, { text: undefined, mark: null })).toEqual({});
    expect(fittedObject(COLUMNS, { time: 'yesterday', count: 1.5, list: 'no list', object: 'none' })).toEqual({
      time: null,
      count: null,
      list: null,
      object: null,
    });
  });

  it('reads no member that an object inherits', () => {
    expect(fittedObject(Object.fromEntries([['toString', 'text' as const]]), {})).toEqual({});
  });
});
