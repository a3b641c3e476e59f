import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { extractCommand } from '../../../lib/cli/extract/extract-command';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { runCli } from '../run-cli';

const SSM =
  '{"eventSource":"ssm.amazonaws.com","eventName":"StartSession","responseElements":{"tokenValue":"secret-token"}}';
const OTHER = '{"eventSource":"s3.amazonaws.com","eventName":"GetObject"}';
const RAW_NOTICE = 'ssm-audit: records are printed as they are, secrets included (--masked)\n';

let folder: string;
let program: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'extract-'));
  program = join(folder, 'extract.cjs');
  const contents =
    "const { plainExtract } = require('./lib/cli/extract/plain-extract');" +
    "if (!plainExtract(process.argv.slice(2))) console.log('not plain');";
  const root = join(__dirname, '../../..');
  buildSync({ stdin: { contents, resolveDir: root }, bundle: true, platform: 'node', format: 'cjs', outfile: program });
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('extract', () => {
  it('prints the Systems Manager records of a file, one a line', () => {
    const file = written('a.json.gz', gzipSync(`{"Records":[${OTHER},${SSM},${OTHER},${SSM}]}`));
    expect(extracted(file)).toEqual({ stdout: `${SSM}\n${SSM}\n`, stderr: RAW_NOTICE, status: 0 });
  });

  it.each([[[]], [['--all-sources']]])('says what it leaves out because it is no record, with %j', (flags) => {
    const file = written('odd-elements.json', `{"Records":[${SSM},7,null,${SSM}]}`);
    const remark = `ssm-audit: ${file}: 2 of its records are not objects and are left out, the first at index 1\n`;
    expect(extracted(...flags, file)).toEqual({ stdout: `${SSM}\n${SSM}\n`, stderr: RAW_NOTICE + remark, status: 0 });
  });

  it('prints each record byte for byte as CloudTrail wrote it', () => {
    const odd = '{"b":1.50,"eventSource":"ssm.amazonaws.com","a":"\\u003c \\/ é","n":1e400,"b":12345678901234567890}';
    const file = written('odd.json.gz', gzipSync(`{"Records":[${odd}]}`));
    expect(extracted(file).stdout).toBe(`${odd}\n`);
  });

  it('takes the white space out of a pretty-printed file', () => {
    const pretty = JSON.stringify({ Records: [JSON.parse(OTHER), JSON.parse(SSM)] }, undefined, 2);
    expect(extracted(written('pretty.json', pretty)).stdout).toBe(`${SSM}\n`);
  });

  it.each([
    ['a bare array', `[${OTHER},${SSM}]`],
    ['JSON lines', `${OTHER}\n${SSM}\n`],
    ['several members of gzip', Buffer.concat([gzipSync(`{"Records":[${OTHER},`), gzipSync(`${SSM}]}`)])],
  ])('reads %s', (_, content) => {
    expect(extracted(written('layout.json', content)).stdout).toBe(`${SSM}\n`);
  });

  it('reads stdin', () => {
    const { stdout } = spawnSync('node', [program, '-'], { input: gzipSync(`{"Records":[${SSM}]}`), encoding: 'utf8' });
    expect(stdout).toBe(`${SSM}\n`);
  });

  it('masks with --masked and says nothing of it', () => {
    const plain = SSM.replace('tokenValue', 'status');
    const { stdout, stderr } = extracted(written('m.json', `{"Records":[${SSM},${plain}]}`), '--masked');
    expect(stdout).toBe(`${SSM.replace('secret-token', '***masked:12***')}\n${plain}\n`);
    expect(stderr).toBe('');
  });

  it('prints the records of all services with --all-sources', () => {
    const file = written('all.json', `{"Records":[${OTHER},17,${SSM}]}`);
    expect(extracted(file, '--all-sources').stdout).toBe(`${OTHER}\n${SSM}\n`);
    const { stdout } = extracted(file, '--all-sources', '--masked');
    expect(stdout).toContain(OTHER);
    expect(stdout).not.toContain('secret-token');
  });

  it('reads the log files of a folder in order and skips what is none, saying so', () => {
    const log = 'AWSLogs/111122223333/CloudTrail/us-east-1/2024/01/02';
    written(`logs/${log}/b.json`, `{"Records":[${SSM.replace('StartSession', 'Second')}]}`);
    written(`logs/${log}/a.json.gz`, gzipSync(`{"Records":[${SSM.replace('StartSession', 'First')}]}`));
    written(`logs/${log}/notes.txt`, 'no log');
    written(`logs/${log.replace('CloudTrail', 'CloudTrail-Digest')}/d.json.gz`, gzipSync('{"logFiles":[]}'));
    written('logs/copied-digest.json', '{"digestStartTime":"2024-01-02T00:00:00Z","logFiles":[]}');
    const { stdout, stderr, status } = extracted(join(folder, 'logs'));
    expect(namesIn(stdout)).toEqual(['First', 'Second']);
    const passedOver = `ssm-audit: ${join(folder, 'logs')}: 1 passed over (1 .txt): log files end in .json, .jsonl, .ndjson, each also with .gz, or .log.gz\n`;
    const skipped = 'ssm-audit: 2 files skipped: digests and similar files have no records\n';
    expect(stderr).toBe(RAW_NOTICE + passedOver + skipped);
    expect(status).toBe(0);
  });

  it('names each file that cannot be read, prints what can be, and ends with 1', () => {
    const cut = written('cut.json.gz', gzipSync(`{"Records":[${SSM},{"a"`));
    const damaged = written('damaged.json.gz', gzipSync(`{"Records":[${SSM}]}`).subarray(0, 60));
    const text = written('text.json.gz', 'no gzip');
    const good = written('good.json', `{"Records":[${SSM}]}`);
    const { stdout, stderr, status } = extracted(cut, damaged, join(folder, 'missing'), text, good);
    expect(stdout).toBe(`${SSM}\n${SSM}\n`);
    expect(stderr).toContain(`ssm-audit: ${cut}: structure broken at byte`);
    expect(stderr).toContain(`ssm-audit: ${damaged}: broken gzip`);
    expect(stderr).toContain(`ssm-audit: ${join(folder, 'missing')}: no such file or folder\n`);
    expect(stderr).toContain(
      `ssm-audit: ${text}: not from CloudTrail: found 'n', which begins no JSON object or list,`,
    );
    expect(status).toBe(1);
  });

  it.each([
    ['a byte that is no UTF-8', '\xff', 'byte 48 of the record, 0xff, is not UTF-8'],
    ['a control character', '\x01', 'byte 48 of the record, 0x01, is a control character that JSON wants escaped'],
    ['an escape that is none', '\\x', 'byte 49 of the record, 0x78, begins an escape that JSON does not have'],
    ['digits that are none', '\\u12G4', 'byte 49 of the record, 0x75, begins an escape that JSON does not have'],
    ['more than is ever read', 'x'.repeat(17 * 1024 * 1024), 'the record is longer than 16777216 bytes'],
  ])('prints the good records and names the bad one with %s, whosever it is', (_, bad, told) => {
    const damaged = `{"eventSource":"sts.amazonaws.com","userAgent":"${bad}"}`;
    const file = written('bad.json', Buffer.from(`{"Records":[${[SSM, OTHER, damaged, SSM]}]}`, 'latin1'));
    for (const flags of [[], ['--all-sources']]) {
      const { stdout, stderr, status } = extracted(...flags, file);
      expect(stdout).toBe([SSM, ...(flags.length > 0 ? [OTHER] : []), SSM, ''].join('\n'));
      const offset = 14 + SSM.length + OTHER.length;
      const remark = `${file}: record 2, at byte ${offset} of the decompressed content, is left out: ${told}`;
      expect(stderr).toBe(`${RAW_NOTICE}ssm-audit: ${remark}\n`);
      expect(status).toBe(1);
    }
  });

  it('names the first of very many bad records, and counts the others', () => {
    const file = written('very-bad.json', `{"Records":[${Array(100).fill('{"a":"\\x"}')}]}`);
    const { stderr, status } = extracted(file);
    expect(stderr.split('\n')).toHaveLength(23);
    expect(stderr).toContain(`${file}: 80 more of its records are left out, because they are damaged\n`);
    expect(status).toBe(1);
  });

  it.each([
    ['lookup-events.json', JSON.stringify({ Events: [{ EventId: '1', CloudTrailEvent: SSM }] }, undefined, 1)],
    ['eventbridge.json', `{"detail-type":"AWS API Call via CloudTrail","detail":${SSM}}`],
    ['lower-case.json', `{"records":[${SSM}]}`],
    ['in-a-row.json', `{"Records":[${OTHER}]}{"Records":[${SSM}]}`],
    ['lines.jsonl', `\ufeff${OTHER}\r\n${SSM}\r\n`],
    ['plain.json.gz', `{"Records":[${SSM}]}`],
    ['packed.JSON', gzipSync(`{"Records":[${SSM}]}`)],
    ['packed.log.gz', gzipSync(`[{"Records":[${SSM}]}]`)],
  ])('reads %s in a folder', (name, content) => {
    const file = written(`shapes-${name}/${name}`, content);
    expect(extracted(dirname(file))).toEqual({ stdout: `${SSM}\n`, stderr: RAW_NOTICE, status: 0 });
  });

  it('refuses what is no CloudTrail, naming what it is, and stdin by its name', () => {
    const input = '{"kind":"Event","apiVersion":"audit.k8s.io/v1","verb":"get"}';
    const told = 'not from CloudTrail: found an object with the keys ["kind","apiVersion","verb"] at byte 0';
    const file = written('audit.json', input);
    expect(extracted(file)).toMatchObject({
      stdout: '',
      stderr: expect.stringContaining(`${file}: ${told}`),
      status: 1,
    });
    const { stderr } = spawnSync('node', [program, '-'], { input, encoding: 'utf8' });
    expect(stderr).toContain(`ssm-audit: stdin: ${told}`);
  });

  it('keeps the bytes of a pipe, whatever a terminal would make of them', () => {
    const hostile = '{"eventSource":"ssm.amazonaws.com","userAgent":"\u009b31m \u202e \u200b \u007f"}';
    expect(extracted(written('hostile.json', `{"Records":[${hostile}]}`)).stdout).toBe(`${hostile}\n`);
  });

  it.each([
    ['1 file read, with 0 records', '{"Records":[]}'],
    [
      '1 file read, with 1 record, none of Systems Manager (--all-sources prints all)',
      '{"Records":[{"eventSource":"s3.amazonaws.com"}]}',
    ],
    [
      '1 file read, with 1 record, none of Systems Manager (--all-sources prints all)',
      '{"Records":[{"eventCategory":"Insight","insightDetails":{"eventSource":"ssm.amazonaws.com"}}]}',
    ],
  ])('says where it prints nothing: %s', (read, content) => {
    const stderr = `${RAW_NOTICE}ssm-audit: nothing to print: ${read}\n`;
    expect(extracted(written('nothing.json', content))).toEqual({ stdout: '', stderr, status: 0 });
  });

  it('ends quietly where nobody reads on', async () => {
    const file = written('long.json.gz', gzipSync(`{"Records":[${Array(20_000).fill(SSM)}]}`));
    const running = spawn('node', [program, file], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    running.stderr.on('data', (chunk) => (stderr += chunk));
    running.stdout.once('data', () => running.stdout.destroy());
    expect(await once(running, 'close')).toEqual([0, null]);
    expect(stderr).toBe(RAW_NOTICE);
  });

  it('waits for a slow reader', async () => {
    const file = written('slow.json.gz', gzipSync(`{"Records":[${Array(5000).fill(SSM)}]}`));
    const running = spawn('node', [program, file], { stdio: ['ignore', 'pipe', 'ignore'] });
    let bytes = 0;
    for await (const chunk of running.stdout) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      bytes += (chunk as Buffer).length;
    }
    expect(bytes).toBe(5000 * (SSM.length + 1));
  });

  it.each([[['--help']], [[]], [['--masks', 'a.json']], [['-x']], [['--masked']]])(
    'leaves the command line %j to the program that knows all commands',
    (words) => expect(extracted(...words).stdout).toBe('not plain\n'),
  );

  it('prints of the sample log files what JSON.parse and a filter give', () => {
    const deliveries = sampleDeliveries();
    const files = deliveries.map(({ key, body }) => written(key.replace(/\.gz$/, ''), body));
    const expected = deliveries.flatMap(({ body }) => systemsManagerRecords(body.toString()));
    const { stdout } = extracted(...files);
    expect(
      stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });
});

describe('the two ways to extract', () => {
  it('say and print the same, and end with the same code', async () => {
    const good = written('both/good.json', `{"Records":[${SSM},${OTHER}]}`);
    const bad = written('both/bad.json', `{"Records":[${SSM},{"a":"\\x"}`);
    written('both/notes.txt', '');
    for (const [flags, paths] of [
      [[], [good]],
      [[], [join(folder, 'none')]],
      [[], [dirname(bad)]],
      [['--masked'], [bad, good]],
      [['--all-sources'], [bad, good]],
      [['--all-sources', '--masked'], [dirname(bad)]],
    ] as const) {
      const [plain, whole] = await Promise.all([
        runCli(['extract', ...flags, ...paths]),
        // Two dashes are nothing that the plain way knows.
        runCli(['extract', ...flags, '--', ...paths]),
      ]);
      expect(plain).toEqual(whole);
    }
  });
});

describe('extractCommand', () => {
  it('refuses a command line without a path', () => {
    const command = extractCommand()
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });
    expect(() => command.parse([], { from: 'user' })).toThrow("missing required argument 'path'");
  });
});

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function extracted(...words: readonly string[]) {
  const options = { encoding: 'utf8', maxBuffer: 1e9 } as const;
  const { stdout, stderr, status } = spawnSync('node', [program, ...words], options);
  return { stdout, stderr, status };
}

function namesIn(lines: string): readonly string[] {
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line).eventName);
}

function systemsManagerRecords(text: string): readonly unknown[] {
  const records: { readonly eventSource?: string }[] = JSON.parse(text).Records ?? [];
  return records.filter(({ eventSource }) => /^(ssm|ec2messages)/.test(eventSource ?? ''));
}
