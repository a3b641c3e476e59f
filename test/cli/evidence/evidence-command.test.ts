import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join, relative } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PackageFolder } from '../../../lib/adapters/folder/package-folder';
import { signer } from '../../core/integrity/signed-trail';
import { onPosix } from '../../on-posix';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { type TrailFolder, trailFolder } from '../trail-folder';
import { HOSTILE, recordWith } from '../ui/hostile-records';
import { filesIn, resealed } from './resealed';

const BY = signer('trail');

let folder: LocalFolder;
let trail: TrailFolder;
let signerKey: string;
let whole: string;

beforeAll(async () => {
  folder = await LocalFolder.create();
  trail = trailFolder(folder.path, { signers: [BY, BY], recordsPerFile: 12 });
  await runCli(['ingest', trail.logs, '--local', folder.store]);
  signerKey = newKey('signer');
  whole = join(folder.path, 'whole');
  const run = await make(whole, '--files', '--sign', join(folder.path, 'signer.pem'));
  expect(run).toMatchObject({ code: 0 });
});
afterAll(() => folder.remove());

/** Writes both halves of a new key; gives the path of the public one. */
function newKey(name: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(join(folder.path, `${name}.pem`), privateKey.export({ format: 'pem', type: 'pkcs8' }));
  const path = join(folder.path, `${name}.pub.pem`);
  writeFileSync(path, publicKey.export({ format: 'pem', type: 'spki' }));
  return path;
}

function make(out: string, ...words: readonly string[]) {
  const verifying = ['--logs', trail.logs, '--keys', trail.keys];
  const asked = ['--local', folder.store, '--since', 'all', '--until', '2026-03-03'];
  return runCli(['evidence', ...asked, ...verifying, '--out', out, '--output', 'json', ...words]);
}

function check(path: string, ...words: readonly string[]) {
  return runCli(['evidence', '--check', path, '--output', 'json', ...words], {
    env: { HOME: '/nonexistent', SSM_AUDIT_LOCAL: '/nonexistent', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
  });
}

/** A copy of the whole package, changed. */
function changed(change: (path: string) => void): string {
  const path = mkdtempSync(join(folder.path, 'changed-'));
  cpSync(whole, path, { recursive: true });
  change(path);
  return path;
}

function edit(path: string, name: string, change: (text: string) => string): void {
  const file = join(path, name);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

const logFiles = (path: string) => filesIn(path).filter((name) => /\/CloudTrail\//.test(name));

describe('a package of evidence', () => {
  it('has the answer in each form, whole and equal to that of query', async () => {
    const words = ['--local', folder.store, '--since', 'all', '--until', '2026-03-03'];
    const { stdout: ndjson } = await runCli(['query', ...words, '--limit', '0', '--output', 'ndjson']);
    const { stdout: csv } = await runCli(['query', ...words, '--limit', '0', '--output', 'csv']);
    expect(readFileSync(join(whole, 'events.ndjson'), 'utf8')).toBe(ndjson);
    expect(readFileSync(join(whole, 'events.csv'), 'utf8')).toBe(csv);
    expect(ndjson.split('\n').length).toBeGreaterThan(20);
  });

  it('says who asked what, when, and what proves each event', () => {
    const question = JSON.parse(readFileSync(join(whole, 'question.json'), 'utf8'));
    expect(question).toMatchObject({
      words: ['--until=2026-03-03T00:00:00Z'],
      version: expect.any(String),
      store: { local: folder.store },
      askedBy: expect.stringContaining(' on '),
      window: { eventTime: { from: null, to: '2026-03-03T00:00:00Z' } },
    });
    const verified = JSON.parse(readFileSync(join(whole, 'verification.json'), 'utf8'));
    expect(verified).toHaveLength(question.events);
    for (const event of verified) {
      expect(event).toMatchObject({
        verdict: 'proven',
        keyFingerprint: 'trail',
        digest: expect.stringContaining('CloudTrail-Digest'),
      });
    }
    expect(JSON.parse(readFileSync(join(whole, 'coverage.json'), 'utf8'))).toMatchObject({
      reconcile: { counts: { received: 6, missing: 0 }, wrong: [] },
    });
  });

  it('has log files and digests byte for byte, and is readable by its maker alone', () => {
    for (const name of logFiles(whole)) {
      expect(readFileSync(join(whole, name))).toEqual(readFileSync(join(trail.logs, relative('logs', name))));
    }
    expect(logFiles(whole)).toHaveLength(6);
    expect(statSync(join(whole, 'events.ndjson')).mode & 0o077).toBe(0);
  });

  it('passes its check without the store, by the key of its signer', async () => {
    const run = await check(whole, '--key', signerKey);
    expect(run.code).toBe(0);
    const verdict = JSON.parse(run.stdout);
    expect(verdict).toMatchObject({ isWhole: true, differences: [], signature: { state: 'valid' } });
    expect(verdict.places).toEqual({ proven: verdict.events, notShipped: 0 });
    expect(verdict.answers).toEqual({ equal: verdict.events, notShipped: 0 });
  });

  it('is signed and not checked without the key', async () => {
    const run = await check(whole);
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('signed, not checked') });
  });

  it('asks a question with conditions again', async () => {
    const path = join(folder.path, 'conditions');
    expect(await make(path, '--files', '--denied', '--not', 'region=eu-west-3')).toMatchObject({ code: 0 });
    expect((await check(path)).code).toBe(0);
  });

  it('says what the store has where nothing answers the question', async () => {
    const run = await make(join(folder.path, 'nothing'), '--actor', 'nobody-of-that-name');
    expect(run).toMatchObject({ code: 0, stderr: expect.stringContaining('0 events') });
  });

  it('is made and passes its check whatever callers have written into their calls', async () => {
    const logs = join(folder.path, 'hostile');
    mkdirSync(logs);
    writeFileSync(join(logs, 'hostile.json'), JSON.stringify({ Records: HOSTILE.map(recordWith) }));
    const store = join(folder.path, 'of-hostile');
    await runCli(['ingest', logs, '--local', store]);
    const out = join(folder.path, 'hostile-package');
    const made = await runCli(['evidence', '--local', store, '--since', 'all', '--out', out, '--output', 'json']);
    expect(JSON.parse(made.stdout)).toMatchObject({ events: HOSTILE.length });
    const { code, stdout } = await check(out);
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, isWhole: true, differences: [] });
  });

  it('says what was not checked where it has no log files', async () => {
    const path = join(folder.path, 'bare');
    await make(path);
    expect(await check(path)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('the package has no log files'),
    });
  });
});

describe('a package that was changed', () => {
  it('names every file of which a byte was changed', async () => {
    for (const name of filesIn(whole).filter((each) => !each.startsWith('manifest'))) {
      const path = changed((at) => {
        const bytes = readFileSync(join(at, name));
        bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1);
        writeFileSync(join(at, name), bytes);
      });
      const { code, stdout } = await check(path);
      expect([code, JSON.parse(stdout).differences]).toEqual([1, [{ subject: name, reason: expect.any(String) }]]);
    }
  });

  it.each([
    ['removed', (text: string) => text.split('\n').slice(1).join('\n')],
    ['added', (text: string) => `${text}${text.split('\n')[0]?.replace(/#[0-9a-f]{8}/, '#00000000')}\n`],
  ])('names the answer of which an event was %s, by its hash', async (_, change) => {
    const { code, stdout } = await check(changed((at) => edit(at, 'events.ndjson', change)));
    expect([code, JSON.parse(stdout).differences]).toEqual([
      1,
      [expect.objectContaining({ subject: 'events.ndjson' })],
    ]);
  });

  it('is told by the signature where the manifest was made to fit', async () => {
    const path = changed((at) => {
      edit(at, 'manifest.json', (text) => text.replace(/[0-9a-f]{64}/, '0'.repeat(64)));
    });
    const { code, stdout } = await check(path, '--key', signerKey);
    expect([code, JSON.stringify(JSON.parse(stdout).differences)]).toEqual([
      1,
      expect.stringContaining('not what was signed'),
    ]);
  });

  it.each([
    ['an event that was removed', (text: string) => text.split('\n').slice(1).join('\n'), 'the answer does not'],
    [
      'an event that was changed',
      (text: string) => text.replace('"outcome":"success"', '"outcome":"denied"'),
      'its outcome is not what',
    ],
    [
      'an event that was added',
      (text: string) => `${text.trimEnd()}\n${text.split('\n')[0]?.replace('"recordSha256":"', '"recordSha256":"0')}\n`,
      'twice|missing',
    ],
  ])('is told by its log files where all was made to fit: %s', async (_, change, reason) => {
    const path = changed((at) => {
      edit(at, 'events.ndjson', change);
      resealed(at);
    });
    const { code, stdout } = await check(path);
    expect([code, stdout]).toEqual([1, expect.stringMatching(new RegExp(reason))]);
  });

  it('is told by its digests where a log file was swapped and all was made to fit', async () => {
    const path = changed((at) => {
      const name = join(at, logFiles(at)[0] ?? '');
      const log = gunzipSync(readFileSync(name)).toString('utf8');
      writeFileSync(name, gzipSync(log.replace(/"sourceIPAddress":"[^"]*"/, '"sourceIPAddress":"203.0.113.99"')));
      resealed(at);
    });
    const { code, stdout } = await check(path);
    expect([code, stdout]).toEqual([1, expect.stringContaining('not what CloudTrail signed')]);
  });

  it('refuses another key, and a missing signature where a key is given', async () => {
    const other = newKey('other');
    expect((await check(whole, '--key', other)).stdout).toContain('its signature is not that of the key');
    const path = changed((at) => rmSync(join(at, 'manifest.dsse.json')));
    expect(await check(path, '--key', signerKey)).toMatchObject({ code: 1 });
  });

  it('names a file of which the manifest lost its entry', async () => {
    const path = changed((at) => {
      edit(at, 'manifest.json', (text) => {
        const manifest = JSON.parse(text);
        return JSON.stringify({ ...manifest, files: manifest.files.slice(1) });
      });
    });
    const { code, stdout } = await check(path);
    expect([code, stdout]).toEqual([1, expect.stringContaining('the manifest does not list it')]);
  });

  it.each([
    ['question.json', '{}'],
    ['question.json', '{"words":["--since=yesterday","--nonsense"],"checkedAt":"2026-03-03T00:00:00Z"}'],
    ['events.ndjson', '[]\n'],
    ['verification.json', '[\n{"ref":1}\n]\n'],
    ['verification.json', '[\n{"ref":"x","logFile":"x","recordSha256":"x","recordIndex":0,"verdict":"proven"}\n]\n'],
    ['public-keys.json', '{}'],
  ])('names %s if it is not what this program writes: %s', async (name, text) => {
    const path = changed((at) => {
      edit(at, name, () => text);
      resealed(at);
    });
    const { code, stdout } = await check(path);
    expect([code, stdout]).toEqual([1, expect.stringContaining(name)]);
  });

  const MARK = String.fromCharCode(0xfeff);
  it.each<readonly [string, string, (text: string) => string]>([
    ['events.ndjson', 'a member twice', (text) => text.replace('{"ref"', '{"actor":"somebody","ref"')],
    ['events.ndjson', 'a mark before the first', (text) => MARK + text],
    ['question.json', 'another number of events', (text) => text.replace(/"events": \d+/, '"events": 1')],
    ['verification.json', 'a verdict of its own', (text) => text.replace('"proven"', '"certified"')],
    ['verification.json', 'a member twice', (text) => text.replace('"verdict"', '"verdict":"invalid","verdict"')],
  ])('names %s with %s, though all else was made to fit', async (name, _, change) => {
    const path = changed((at) => {
      edit(at, name, change);
      resealed(at);
    });
    const { code, stdout } = await check(path);
    const subjects = JSON.parse(stdout).differences.map(({ subject }: { subject: string }) => subject);
    expect([code, new Set(subjects)]).toEqual([1, new Set([name])]);
  });

  it('names the report of a package whose signature was removed', async () => {
    const { code, stdout } = await check(changed(resealed));
    expect([code, JSON.parse(stdout).differences]).toEqual([1, [expect.objectContaining({ subject: 'report.html' })]]);
  });

  it('says which files prove nothing by themselves, unless the key of the signer is known', async () => {
    const unknown = await check(whole);
    expect(unknown.stderr).toContain('not proven by itself');
    expect(JSON.parse(unknown.stdout).notProven).toEqual([
      expect.stringContaining('question.json'),
      expect.stringContaining('coverage.json'),
    ]);
    expect(JSON.parse((await check(whole, '--key', signerKey)).stdout).notProven).toEqual([]);
  });

  it('follows no link', async () => {
    const path = changed((at) => {
      rmSync(join(at, 'report.html'));
      symlinkSync('/etc/hostname', join(at, 'report.html'));
    });
    const { code, stdout } = await check(path);
    expect([code, JSON.parse(stdout).differences]).toEqual([
      1,
      [{ subject: 'report.html', reason: expect.stringContaining('not there') }],
    ]);
  });
});

describe('mistakes', () => {
  it.each([
    [['--check', '/nonexistent'], 'no manifest.json'],
    [['--check', '.', '--files'], '--files is given with --check'],
    [['--key', 'x'], '--key is given without --check'],
    [['--since', '1d'], '--out is missing'],
  ])('%j', async (words, said) => {
    const { code, stderr } = await runCli(['evidence', ...words]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });

  it('takes a folder that is empty but for what runs left that were killed: removes it, or says where it is', async () => {
    const out = mkdtempSync(join(folder.path, 'taken-'));
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    const gone = `.making-${pid}@${hostname()}~00000000-0000-4000-8000-000000000000`;
    for (const name of [gone, '.making-abc123']) mkdirSync(join(out, name));
    const { code, stderr } = await make(out);
    expect(code).toBe(0);
    expect(stderr).toMatch(/a run left that was ended: .*\.making-\d+@/);
    expect(stderr).toMatch(/still works in it: .*\.making-abc123/);
    expect(readdirSync(out)).toEqual(expect.arrayContaining(['manifest.json', '.making-abc123']));
    expect(readdirSync(out)).not.toContain(gone);
  });

  it('refuses a folder in which another run makes a package', async () => {
    const out = mkdtempSync(join(folder.path, 'in-use-'));
    const running = await PackageFolder.begin(out);
    expect(await make(out)).toMatchObject({ code: 2, stderr: expect.stringContaining('in use by another run') });
    await running.abandon();
  });

  onPosix('refuses a link to nothing', async () => {
    const link = join(folder.path, 'dangling');
    symlinkSync(join(folder.path, 'nothing-there'), link);
    expect(await make(link)).toMatchObject({ code: 2, stderr: expect.stringContaining('is a link to nothing') });
  });

  it('refuses a folder that cannot be made', async () => {
    const file = join(folder.path, 'in-the-way');
    writeFileSync(file, '');
    const run = await make(join(file, 'below'));
    expect(run).toMatchObject({ code: 2, stderr: expect.stringMatching(/cannot write to .*ENOTDIR/) });
  });

  it('refuses a folder that is not empty, and a store whose log files it does not know', async () => {
    expect(await make(whole)).toMatchObject({ code: 2, stderr: expect.stringContaining('is not empty') });
    const words = ['--local', folder.store, '--since', 'all', '--out', join(folder.path, 'none')];
    const run = await runCli(['evidence', ...words, '--files']);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('--logs and --keys') });
  });

  it('refuses a key that cannot sign before it writes anything', async () => {
    const run = await make(join(folder.path, 'unsigned'), '--sign', trail.keys);
    expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot sign') });
    expect(readdirSync(folder.path)).not.toContain('unsigned');
  });
});
