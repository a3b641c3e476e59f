import { allOf, hintText, joined, wordOfFlag } from '../../../../lib/app/ask/hints/empty-answer-hint';

it('is a line of its parts, in their order', () => {
  const next = { text: '--actor x', words: [], without: [] };
  expect(hintText(['did you mean ', ...joined([next, '--actor y', '--actor z'], ' or '), '?'])).toBe(
    'did you mean --actor x or --actor y or --actor z?',
  );
  expect(hintText(joined([], ' or '))).toBe('');
});

it('takes flags as a command line has them', () => {
  expect([wordOfFlag('--source-ip', '203.0.113.7'), wordOfFlag('--denied')]).toEqual([
    { flag: 'source-ip', value: '203.0.113.7' },
    { flag: 'denied' },
  ]);
  expect(() => wordOfFlag('--profile', 'x')).toThrow('--profile is no flag of a question');
  expect(allOf('since', 'until')).toEqual([{ flag: 'since' }, { flag: 'until' }]);
});
