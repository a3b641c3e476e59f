import { isSourceless, sourcelessRemark } from '../../../lib/core/log-file/sourceless';

it.each([
  [{ eventName: 'SendCommand' }],
  [{ eventSource: '' }],
  [{ eventSource: ' ' }],
  [{ eventSource: null }],
  [{ eventSource: 7, eventCategory: 'Management' }],
])('%j can be anybody’s', (record) => {
  expect(isSourceless(record)).toBe(true);
});

it.each([
  [{ eventSource: 'ec2.amazonaws.com' }],
  [{ eventCategory: 'Insight', insightDetails: {} }],
  ['no record'],
  [undefined],
])('%j cannot', (record) => {
  expect(isSourceless(record)).toBe(false);
});

it('says how many there are and where', () => {
  expect(sourcelessRemark(1, 3)).toMatch(/^a record has no event source \(at place 3\)/);
  expect(sourcelessRemark(2, 3)).toMatch(/^2 records have no event source \(the first at place 3\)/);
});
