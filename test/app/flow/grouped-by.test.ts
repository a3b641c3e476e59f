import { groupedBy } from '../../../lib/app/flow/grouped-by';

it('keeps the order of values and of keys, of which any text is one', () => {
  const groups = groupedBy(['b1', 'a1', 'b2', '__proto__'], (text) => (text.length > 2 ? text : text.slice(0, 1)));
  expect([...groups]).toEqual([
    ['b', ['b1', 'b2']],
    ['a', ['a1']],
    ['__proto__', ['__proto__']],
  ]);
});
