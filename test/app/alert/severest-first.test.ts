import { severestFirst } from '../../../lib/app/alert/severest-first';
import { LEVELS } from '../../../lib/core/rules/rule';

it('puts rules in the order of their levels, and leaves those of one level in theirs', () => {
  const rules = [...LEVELS, ...LEVELS].map((level, at) => ({ id: `${at}`, title: '', level }));
  expect(severestFirst(rules).map(({ id }) => id)).toEqual(['4', '9', '3', '8', '2', '7', '1', '6', '0', '5']);
});
