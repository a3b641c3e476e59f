import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SHELLS, type Shell } from '../../../lib/cli/completion/completion-scripts';
import { ssmRecord } from '../../log-records';
import { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';

const BIN = join(__dirname, '../../../bin');

/** What each shell is started as, and how it learns to complete. */
const STARTED: Readonly<Record<Shell, readonly [command: string, learn: string]>> = {
  bash: ['bash --norc --noprofile -i', '. <(ssm-audit completion bash)'],
  zsh: ['zsh -f -i', 'autoload -Uz compinit; compinit -u -D; source <(ssm-audit completion zsh)'],
  fish: ['fish --no-config -i', 'ssm-audit completion fish | source'],
};

/** Names that a shell would run, take apart or expand if it read them as more than text. */
const HOSTILE = ['x1$(touch pwned)`touch pwned`', `x2';touch pwned;"&&touch pwned`, 'x3 *{a,b}~!!\\', 'x4\n'];
const OFFERED = HOSTILE.slice(0, -1);

/** A name that would fill the screen of whoever completes. */
const ENDLESS = `x8${'y'.repeat(10_000)}`;

let folder: LocalFolder;
beforeAll(async () => {
  folder = await LocalFolder.create();
  const records = [...HOSTILE, 'x7', ENDLESS].map((userName) =>
    ssmRecord({ userIdentity: { type: 'IAMUser', arn: `arn:aws:iam::1:user/${userName}`, userName } }),
  );
  await folder.write('a.json', JSON.stringify({ Records: records }));
  await runCli(['ingest', folder.logs, '--local', folder.store]);
});
afterAll(() => folder.remove());

/** `script` of util-linux gives a shell a terminal; that of other systems takes other flags. */
const hasTerminals = process.platform === 'linux' && isInstalled('script');

describe.each(SHELLS)('%s', (shell) => {
  const test = hasTerminals && isInstalled(shell) ? it : it.skip;

  test(`completes commands, flags and values, none of which it runs (left out without ${shell} or script)`, async () => {
    const out = (index: number) => join(folder.store, `${shell}-${index}.out`);
    const lines = ['x7', ...OFFERED].map((name, index) =>
      index === 0
        ? `ssm-audit que\t--local ${folder.store} --acto\t${name}\t--output ndjs\t> ${out(index)}`
        : `ssm-audit query --local ${folder.store} --actor ${name.slice(0, 2)}\t--output ndjson > ${out(index)}`,
    );
    await typed(shell, lines);
    const found = lines.map((_, index) => jsonLines(readFileSync(out(index), 'utf8')).map(({ actor }) => actor));
    expect(found).toEqual(['x7', ...OFFERED].map((name) => [name]));
    expect(existsSync(join(folder.store, 'pwned'))).toBe(false);
  });
});

it('offers no name that would break a line or a terminal, or fill it', async () => {
  const words = ['__complete', 'query', '--local', folder.store, '--actor', 'x'];
  const lines = (await runCli(words)).stdout.split('\n').slice(1, -1);
  expect(lines.map((each) => each.replace(/\t$/, '')).sort()).toEqual([...OFFERED, 'x7'].sort());
});

/** Types lines in a shell with its completion, and waits until the last of them has been run. */
async function typed(shell: Shell, lines: readonly string[]): Promise<void> {
  const [command, learn] = STARTED[shell];
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: folder.store,
    env: { ...process.env, PATH: `${BIN}${delimiter}${process.env['PATH']}`, TERM: 'xterm', HOME: folder.store },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  try {
    for (const [index, line] of [learn, ...lines].entries()) {
      const done = join(folder.store, `${shell}-${index}.done`);
      child.stdin.write(`${line}; echo > ${done}\n`);
      await until(() => existsSync(done));
    }
  } finally {
    child.kill('SIGKILL');
  }
}

async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1_000) throw new Error('the shell does not get there');
    await sleep(20);
  }
}

function isInstalled(program: string): boolean {
  return spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status === 0;
}
