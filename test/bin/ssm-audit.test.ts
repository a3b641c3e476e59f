import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const [PROGRAM, CODE] = ['dist/local-program.cjs', 'dist/local-program.code'] as const;

let folder: string;

/** The command line as it was built, in a folder that a test may change. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-door-'));
  mkdirSync(join(folder, 'dist'));
  for (const file of ['package.json', 'bin/ssm-audit', PROGRAM, CODE]) cpSync(join(ROOT, file), join(folder, file));
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

it('takes the code that was compiled when it was built', () => {
  // In a process of its own: V8 refuses code under other flags, and commands that other tests run here set some.
  const files = [PROGRAM, CODE].map((name) => join(folder, name));
  const { stdout } = spawnSync(process.execPath, ['-e', IS_REFUSED, ...files], { encoding: 'utf8' });
  expect(stdout).toBe('false');
  expect(readFileSync(join(folder, PROGRAM), 'latin1')).toBe(readFileSync(join(folder, PROGRAM), 'utf8'));
});

it.each<[string, () => void]>([
  ['is not there', () => rmSync(join(folder, CODE))],
  ['is cut', () => writeFileSync(join(folder, CODE), readFileSync(join(folder, CODE)).subarray(0, 1_000))],
  ['is empty', () => writeFileSync(join(folder, CODE), '')],
  ['is of another version of V8', () => writeFileSync(join(folder, CODE), Buffer.alloc(100_000, 7))],
])('answers likewise where the code %s', (_, change) => {
  const before = [run(['--version']), run(NO_STORE)];
  change();
  expect([run(['--version']), run(NO_STORE)]).toEqual(before);
  expect(before[1]).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no local store') });
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
  rmSync(join(folder, PROGRAM));
  expect(run(NO_STORE)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'ssm-audit: not built: run npm ci, or npm run build\n',
  });
});
