import { spawnSync } from 'node:child_process';
import { pivotLines } from '../../../lib/cli/story/pivot-lines';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { HOSTILE } from './views';

it('writes commands that ask the same store', () => {
  expect(
    pivotLines([{ command: 'query', flags: [['--access-key', 'AKIAEXAMPLE'], ['--no-agent']] }], ['--local', 'store']),
  ).toEqual([expect.stringMatching(/ssm-audit query --access-key AKIAEXAMPLE --no-agent --local store$/)]);
  const shown = pivotLines([{ command: 'show', argument: 'StartSession/2024-05-01T12:00:00Z#1', flags: [] }], []);
  expect(shown).toEqual([expect.stringMatching(/ssm-audit show StartSession\/2024-05-01T12:00:00Z#1$/)]);
});

it.each(HOSTILE.map((text) => [JSON.stringify(text).slice(0, 60), text]))(
  'quotes %s as one word on one line',
  (_, text) => {
    const [line = ''] = pivotLines([{ command: 'query', flags: [['--actor', text]] }], []);
    expect(isUnsafe(line)).toBe(false);
    const { stdout } = spawnSync('bash', ['-c', `printf '%s\\n' ${line.replace(/^.*--actor /, '')} | wc -l`], {
      encoding: 'utf8',
      env: { LC_ALL: 'C.UTF-8' },
    });
    expect(Number(stdout)).toBe(text.includes('\u0000') ? 1 : text.split('\n').length);
  },
);

it('joins a value that looks like a flag to its own one', () => {
  expect(pivotLines([{ command: 'query', flags: [['--actor', '--local']] }], [])[0]).toMatch(
    / --actor=--local$|--actor='--local'$/,
  );
});
