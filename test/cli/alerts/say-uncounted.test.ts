import { sayUncounted } from '../../../lib/cli/alerts/say-uncounted';

it('says how many events no correlation counts, one as one, and nothing of none', () => {
  const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  sayUncounted({ absent: 0, omitted: 0 });
  sayUncounted({ absent: 1, omitted: 0 });
  sayUncounted({ absent: 2, omitted: 3 });
  const texts = said.mock.calls.map(([text]) => String(text));
  said.mockRestore();
  expect(texts).toEqual([
    expect.stringContaining('do not count 1 event that lacks a field'),
    expect.stringContaining('do not count 2 events that lack a field'),
    expect.stringContaining('leave out 3 combinations'),
  ]);
});
