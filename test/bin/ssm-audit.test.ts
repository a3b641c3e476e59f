import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
/** The scripts of the commands that ask local stores. */
const PROGRAMS = ['local-program', 'question-program', 'status-program'].map((name) => `dist/${name}`);
const FILES = PROGRAMS.flatMap((name) => [`${name}.cjs`, `${name}.code`]);

let folder: string;

/** The command line as it was built, in a folder that a test may change. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-door-'));
  mkdirSync(join(folder, 'dist'));
  for (const file of ['package.json', 'bin/ssm-audit', ...FILES]) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const options = { encoding: 'utf8', cwd: folder, env: { PATH: '', ...env } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'bin/ssm-audit'), ...words], options);
  return { status, stdout, stderr };
}

/** Prints whether V8 refuses the kept code of a program, both of which are given as files. */
const IS_REFUSED = `
  const [source, cachedData] = [fs.readFileSync(process.argv[1], 'latin1'), fs.readFileSync(process.argv[2])];
  process.stdout.write(String(new vm.Script(source, { cachedData }).cachedDataRejected));
`;

const NO_STORE = ['status', '--local', 'none'];

it.each(PROGRAMS)('takes the code of %s that was compiled when it was built', (program) => {
  // In a process of its own: V8 refuses code under other flags, and commands that other tests run here set some.
  const files = ['cjs', 'code'].map((end) => join(folder, `${program}.${end}`));
  const { stdout } = spawnSync(process.execPath, ['-e', IS_REFUSED, ...files], { encoding: 'utf8' });
  expect(stdout).toBe('false');
  const script = join(folder, `${program}.cjs`);
  expect(readFileSync(script, 'latin1')).toBe(readFileSync(script, 'utf8'));
});

it.each<[string, (code: string) => void]>([
  ['is not there', (code) => rmSync(code)],
  ['is cut', (code) => writeFileSync(code, readFileSync(code).subarray(0, 1_000))],
  ['is empty', (code) => writeFileSync(code, '')],
  ['is of another version of V8', (code) => writeFileSync(code, Buffer.alloc(100_000, 7))],
])('answers likewise where the code %s', (_, change) => {
  const before = [run(['--version']), run(NO_STORE)];
  for (const program of PROGRAMS) change(join(folder, `${program}.code`));
  expect([run(['--version']), run(NO_STORE)]).toEqual(before);
  expect(before[1]).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no local store') });
});

it.each(['status', 'query', 'show'])('says of %s that a flag is one of commands in other scripts', (command) => {
  expect(run([command, '--neighbours'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('\n--neighbours is a flag of: ingest, reconcile, backfill, alerts test\n'),
  });
});

it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
  ['names a stack', ['query', '--stack', 'audit'], {}],
  ['names a stack as one word', ['query', '--stack=audit'], {}],
  ['runs where the environment names a stack', ['query'], { SSM_AUDIT_STACK: 'audit' }],
  ['compares with what lies in a bucket', ['--debug', 'verify', '--local', 'none'], {}],
  ['may ask for keys', ['evidence', '--local', 'none'], {}],
  ['serves whatever is asked', ['ui', '--local', 'none'], {}],
  ['is none that is known to ask a store alone', ['rebuild-terms', '--help'], {}],
])('runs the whole program where a command %s', (_, words, env) => {
  const told = 'ssm-audit: not built: run npm ci, or npm run build\n';
  expect(run(words, env)).toMatchObject({ status: 1, stderr: told });
});

it('says that it is not built', () => {
  for (const program of PROGRAMS) rmSync(join(folder, `${program}.cjs`));
  expect(run(NO_STORE)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'ssm-audit: not built: run npm ci, or npm run build\n',
  });
});
