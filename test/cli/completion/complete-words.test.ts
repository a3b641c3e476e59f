import { COMMANDS } from '../../../lib/cli/commands';
import { completionLines } from '../../../lib/cli/completion/complete-words';
import type { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

const completed = async (...words: readonly string[]) => {
  const [kind, ...lines] = await completionLines(words, COMMANDS);
  return [kind, ...lines.map((line) => line.split('\t')[0])];
};

it('completes ids of rules and correlations, with their titles', async () => {
  const [kind, ...lines] = await completionLines(['alerts', 'replay', '--rule', ''], COMMANDS);
  expect(kind).toBe('words');
  expect(lines).toContainEqual(expect.stringMatching(/^[0-9a-f-]{36}\tRoot user acted in Systems Manager$/));
  expect(lines.length).toBeGreaterThan(100);
});

it.each([
  [['qu'], ['words', 'query']],
  [
    ['help', 'sta'],
    ['words', 'status'],
  ],
  [
    ['alerts', 'li'],
    ['words', 'list', 'lint'],
  ],
  [
    ['alerts', 'list', '--ru'],
    ['words', '--rule', '--rules'],
  ],
  [
    ['query', '--acc'],
    ['words', '--account', '--access-key'],
  ],
  [
    ['query', '--debug', '--oldest'],
    ['words', '--oldest-first'],
  ],
  [
    ['--no-pager', 'query', '--oldest'],
    ['words', '--oldest-first'],
  ],
  [['--'], ['words', '--debug', '--no-color', '--no-pager', '--help', '--version']],
  [
    ['query', '--no-p'],
    ['words', '--no-pager'],
  ],
  [
    ['query', '--output', 'nd'],
    ['words', 'ndjson'],
  ],
  [
    ['story', '--output', 'm'],
    ['words', 'md'],
  ],
  [
    ['query', '--output=c'],
    ['words', '--output=csv'],
  ],
  [
    ['query', '--during', 'y'],
    ['words', 'yesterday'],
  ],
  [
    ['backfill', '--neighbours', 'e'],
    ['words', 'ecs-exec'],
  ],
  [
    ['export', '--schema', 'o'],
    ['words', 'ocsf'],
  ],
  [
    ['export', '--format', ''],
    ['words', 'parquet', 'ndjson', 'csv'],
  ],
  [
    ['summary', '--outcome', ''],
    ['words', 'success', 'denied', 'throttled', 'failed'],
  ],
  [['export', '--to', ''], ['files']],
  [['evidence', '--check', 'case', '--key', ''], ['files']],
  [['query', ''], ['words']],
  [
    ['completion', ''],
    ['words', 'bash', 'zsh', 'fish'],
  ],
  [['ingest', ''], ['files']],
  [['query', '--local', ''], ['files']],
  [['verify', '--keys', 'x'], ['files']],
  [['nope', ''], ['words']],
  [['constructor', '--'], ['words']],
])('completes %j to %j', async (words, expected) => {
  const found = await completed(...words);
  expect([...found].sort()).toEqual([...expected].sort());
});

it('completes each command and each of its flags', async () => {
  expect(await completed('')).toEqual(['words', ...Object.keys(COMMANDS), 'help']);
  const query = await COMMANDS['query']?.load();
  expect(await completed('query', '--')).toEqual(expect.arrayContaining(query?.options.map(({ long }) => long) ?? []));
});

describe('the values of a store', () => {
  let samples: LocalFolder;
  beforeAll(async () => {
    samples = await sampleStore();
  });
  afterAll(() => samples.remove());
  const answer = async (...words: readonly string[]) => {
    const { code, stdout } = await runCli(['__complete', 'query', '--local', samples.store, ...words]);
    return {
      code,
      lines: stdout
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split('\t')[0]),
    };
  };

  it.each([
    [['--event', 'StartSess'], ['StartSession']],
    [['--actor', 'mateo'], ['mateo.jackson']],
    [['--actor=mateo'], ['--actor=mateo.jackson']],
    [['--not', 'actor=mateo'], ['actor=mateo.jackson']],
    [['--role', 'OrdersPipe'], []],
    [['--resource', '/orders/production/db'], ['/orders/production/db-password']],
  ])('complete %j to %j', async (words, lines) => {
    expect(await answer(...words)).toEqual({ code: 0, lines });
  });

  it('are sessions for --session', async () => {
    const { stdout } = await runCli(['__complete', 'story', '--local', samples.store, '--session', 'pat.']);
    expect(stdout.split('\n').map((line) => line.split('\t')[0])).toContain('pat.candella-h5j7l3n2q4s6u5w7y3b2d4f6k7');
  });

  it('are none, without a word, if there is no such store', async () => {
    const { code, stdout } = await runCli(['__complete', 'query', '--local', '/nowhere', '--actor', '']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect((await runCli(['__complete', 'query', '--stack', 'x', '--actor', ''])).stdout).toBe('words\n');
  });
});
