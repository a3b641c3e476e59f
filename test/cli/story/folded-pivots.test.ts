import { foldedPivots } from '../../../lib/cli/story/folded-pivots';
import type { Pivot } from '../../../lib/core/story/story';

const query = (...flags: Pivot['flags']): Pivot => ({ command: 'query', flags });

it('leaves out what differs from others in a value alone, beyond three', () => {
  const keys = ['A', 'B', 'C', 'D', 'E'].map((key) => query(['--access-key', key]));
  const changed = ['/a', '/b'].map((id) => query(['--resource', id], ['--changed']));
  const read = ['/a', '/b', '/c', '/d'].map((id) => query(['--resource', id]));
  const show: Pivot = { command: 'show', argument: 'x', flags: [] };
  expect(foldedPivots([...keys, ...changed, ...read, show])).toEqual({
    pivots: [...keys.slice(0, 3), ...changed, ...read.slice(0, 3), show],
    leftOut: 3,
  });
});

it('leaves a short list as it is', () => {
  const all = [query(['--access-key', 'A']), query(['--no-agent'])];
  expect(foldedPivots(all)).toEqual({ pivots: all, leftOut: 0 });
});
