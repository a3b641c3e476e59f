import { formatRef } from '../../lib/core/rows/event-ref';
import { termKey } from '../../lib/core/rows/term-row';
import { signer } from '../core/integrity/signed-trail';
import { LocalFolder } from './local-folder';
import { jsonLines, runCli } from './run-cli';
import { type StoredRow, TamperedStore } from './tampered-store';
import { type TrailFolder, trailFolder } from './trail-folder';

/** What is wrong with a row of each kind, and what is said of it. */
const CORRUPT = [
  { wrong: ({ recordSha256: _, ...row }: StoredRow) => row, told: /its attribute recordSha256 is not as expected/ },
  { wrong: (row: StoredRow) => ({ ...row, resources: 'i-0' }), told: /its attribute resources is not as expected/ },
  {
    wrong: (row: StoredRow) => ({ ...row, record: Buffer.from('no gzip') }),
    told: /differs from its record in record/,
  },
  {
    wrong: (row: StoredRow) => ({ ...row, recordSha256: 'f'.repeat(64) }),
    told: /^record \d+ of .* belongs here instead$/,
  },
] as const;

let folder: LocalFolder;
let copy: TrailFolder;
let refs: readonly string[];
let term: string;

beforeAll(async () => {
  folder = await LocalFolder.create();
  copy = trailFolder(folder.path, { signers: [signer('key')], recordsPerFile: 16 });
  await runCli(['ingest', copy.logs, '--local', folder.store]);
  const store = new TamperedStore(folder.store);
  const rows = (await store.rows()).filter(
    ({ marks }) => marks === undefined || !Object.hasOwn(Object(marks), 'agent'),
  );
  refs = CORRUPT.map(({ wrong }, index) => spoil(store, rows[index] ?? {}, wrong));
  term = await spoilTerm(store, rows[CORRUPT.length] ?? {});
  store.close();
});

afterAll(() => folder.remove());

it('are findings of verify, each one, by key; the rest is judged', async () => {
  const window = ['--since', '2026-03-02', '--until', '2026-03-03', '--output', 'json'];
  const run = await ask('verify', '--rows', '--logs', copy.logs, '--keys', copy.keys, ...window);
  const { rows, files } = JSON.parse(run.stdout);
  expect(run.code).toBe(1);
  const findings: readonly { subject: string; reason: string }[] = rows.invalid;
  for (const [index, { told }] of CORRUPT.entries()) {
    const ref = refs[index];
    expect(findings.filter(({ subject }) => subject === ref)).toEqual([
      { subject: ref, reason: expect.stringMatching(told) },
    ]);
  }
  expect(findings.filter(({ reason, subject }) => `${subject} ${reason}`.includes(term))).toHaveLength(1);
  expect(rows).toMatchObject({ missing: [], unsigned: [] });
  expect(rows.valid + findings.length).toBe(jsonLines((await ask('query', '--related')).stdout).length + 1);
  expect(files).toMatchObject({ invalid: [], missing: [] });
});

it.each([
  ['query', '--related'],
  ['query', '--record'],
  ['query', '--output', 'table'],
  ['summary', '--since', '2026-03-02', '--until', '2026-03-03', '--agent'],
  ['alerts', 'replay', '--since', '2026-03-02', '--until', '2026-03-03'],
])('are told by %s %s, whose answer has the rest', async (...words) => {
  const run = await ask(...words);
  expect(run.code).toBe(0);
  expect(run.stdout.length).toBeGreaterThan(0);
  expect(run.stderr).toMatch(/INCOMPLETE: \d corrupt rows?, left out or answered in part: /);
  expect(run.stderr).toContain(`${refs[1]}: its attribute resources is not as expected: expected a list of maps`);
  expect((await ask(...words, '--strict')).code).toBe(1);
});

it('are told by show, which has nothing to show of them or what can be read', async () => {
  const gone = await ask('show', String(refs[1]));
  expect(gone).toMatchObject({ code: 1, stdout: '' });
  expect(gone.stderr).toMatch(/^INCOMPLETE: 1 corrupt row, left out or answered in part: \S+: its attribute resources/);
  const inPart = await ask('show', String(refs[2]));
  expect(inPart.code).toBe(0);
  expect(jsonLines(inPart.stdout)).toEqual([expect.not.objectContaining({ record: expect.anything() })]);
  expect(inPart.stderr).toContain('its attribute record is not as expected');
  expect((await ask('show', String(refs[2]), '--strict')).code).toBe(1);
});

function ask(...words: readonly string[]) {
  return runCli([...words, '--local', folder.store]);
}

function spoil(store: TamperedStore, row: StoredRow, wrong: (row: StoredRow) => StoredRow): string {
  store.putEvent(wrong(row));
  return formatRef({ eventName: String(row['eventName']), eventTimeId: String(row['eventTimeId']) });
}

/** Spoils the row of an event's handle, and gives the term. */
async function spoilTerm(store: TamperedStore, event: StoredRow): Promise<string> {
  const key = {
    term: termKey('eventID', String(event['eventTimeId']).split('#')[1] ?? ''),
    eventTimeIdName: `${event['eventTimeId']}#${event['eventName']}`,
  };
  const [row] = await store.store.terms.terms([key]);
  store.putTerm(key.term, event, { ...row, readOnly: 'yes' });
  return key.term;
}
