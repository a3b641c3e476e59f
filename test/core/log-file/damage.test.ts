import { sourcelessRemark } from '../../../lib/core/log-file/damage';

it('says how many there are and where', () => {
  expect(sourcelessRemark(1, 3)).toMatch(/^a record has no event source \(at place 3\)/);
  expect(sourcelessRemark(2, 3)).toMatch(/^2 records have no event source \(the first at place 3\)/);
});
