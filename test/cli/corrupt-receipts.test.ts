import { parseLogFile, receiptKey } from '../../lib/core/rows/delivery-row';
import { signer } from '../core/integrity/signed-trail';
import { LocalFolder } from './local-folder';
import { jsonLines, runCli } from './run-cli';
import { type StoredRow, TamperedStore } from './tampered-store';
import { type TrailFolder, trailFolder } from './trail-folder';

/** What is wrong with a receipt of each kind, and the attribute that is said. */
const CORRUPT: readonly { readonly wrong: (row: StoredRow) => StoredRow; readonly attribute: string }[] = [
  { wrong: ({ state: _, ...row }) => row, attribute: 'state' },
  { wrong: (row) => ({ ...row, logFile: 7 }), attribute: 'logFile' },
  { wrong: ({ folder, fileName }) => ({ folder, fileName }), attribute: 'state' },
  { wrong: (row) => ({ ...row, finishedAt: 'yesterday' }), attribute: 'finishedAt' },
];

const WINDOW = ['--since', '2026-03-02', '--until', '2026-03-03'];

let folder: LocalFolder;
let copy: TrailFolder;
let spoiled: readonly string[];
let files: number;

beforeAll(async () => {
  folder = await LocalFolder.create();
  copy = trailFolder(folder.path, { signers: [signer('one'), signer('two')] });
  await runCli(['ingest', copy.logs, '--local', folder.store]);
  const store = new TamperedStore(folder.store);
  await spoil(store);
  store.close();
});

afterAll(() => folder.remove());

it('are findings of verify, each one, and the rest is judged', async () => {
  const run = await ask('verify', '--logs', copy.logs, '--keys', copy.keys, ...WINDOW, '--output', 'json');
  expect(run.code).toBe(1);
  const { files: judged } = JSON.parse(run.stdout);
  const findings: readonly { subject: string; reason: string }[] = judged.invalid;
  for (const [index, { attribute }] of CORRUPT.entries()) {
    expect(findings.filter(({ subject }) => subject.endsWith(`/${spoiled[index]}`))).toEqual([
      expect.objectContaining({ reason: expect.stringContaining(`receipt is corrupt: its attribute ${attribute} is`) }),
    ]);
  }
  expect(findings.filter(({ subject }) => subject.startsWith('#newest/'))).toHaveLength(1);
  expect(judged.valid).toBe(files - CORRUPT.length);
});

it('are failed files of reconcile, and days that lack something', async () => {
  const run = await ask('reconcile', '--logs', copy.logs, ...WINDOW, '--output', 'json');
  expect(run.code).toBe(1);
  expect(JSON.parse(run.stdout)).toMatchObject({ listed: files, received: files - CORRUPT.length, missing: [] });
  expect(JSON.parse(run.stdout).failed).toHaveLength(CORRUPT.length);
  const byDay = await ask('status', '--by-day', ...WINDOW, '--output', 'json');
  expect(byDay.code).toBe(1);
  expect(byDay.stderr).toContain('INCOMPLETE: 1 corrupt row');
});

it.each([['status'], ['query', '--since', '2026-03-02', '--output', 'ndjson'], ['summary', ...WINDOW]])(
  'of the lists are told by %s %s, which goes on',
  async (...words) => {
    const run = await ask(...words);
    expect(run.stdout.length).toBeGreaterThan(0);
    expect(run.stderr).toMatch(/INCOMPLETE: \d corrupt rows?/);
    expect(run.stderr).toContain('#trouble/2026-03-02T10:00:00Z#s3://x/y.json.gz: its attribute ');
    expect((await ask(...words, ...(words[0] === 'status' ? [] : ['--strict']))).code).toBe(1);
  },
);

it('are replaced by ingest, which reads their files again, says so and finds nothing new', async () => {
  const run = await ask('ingest', copy.logs, '--output', 'json');
  expect(run.code).toBe(1);
  expect(run.stderr.match(/its receipt is corrupt: .*; the file is read again/g)).toHaveLength(CORRUPT.length);
  expect(JSON.parse(run.stdout)).toMatchObject({ newEvents: 0, failedFiles: 0 });
  const again = await ask('ingest', copy.logs, '--output', 'json');
  expect(again.code).toBe(0);
  expect(again.stderr).not.toContain('corrupt');
  const verified = await ask('verify', '--logs', copy.logs, '--keys', copy.keys, ...WINDOW, '--output', 'json');
  expect(JSON.parse(verified.stdout).files).toMatchObject({ invalid: [], missing: [], valid: files });
  expect(jsonLines((await ask('query', '--output', 'ndjson')).stdout).length).toBeGreaterThan(0);
});

/** Spoils receipts of one folder, and a row of each list. */
async function spoil(store: TamperedStore): Promise<void> {
  const [newest] = await store.store.reading().receipts.newest();
  const receipts: StoredRow[] = [];
  const { folder: day } = receiptKey(parseLogFile(newest?.logFile ?? ''));
  for await (const receipt of store.store.receiptFolders.receipts(day, '')) receipts.push({ ...receipt });
  files = receipts.length;
  spoiled = CORRUPT.map((_, index) => String(receipts[index]?.['fileName']));
  for (const [index, { wrong }] of CORRUPT.entries()) store.putReceipt(wrong(receipts[index] ?? {}));
  store.putReceipt({ ...newest, deliveredAt: 20260302, logFile: true });
  store.putReceipt({ folder: '#trouble', fileName: '2026-03-02T10:00:00Z#s3://x/y.json.gz', state: 12 });
}

function ask(...words: readonly string[]) {
  return runCli([...words, '--local', folder.store]);
}
