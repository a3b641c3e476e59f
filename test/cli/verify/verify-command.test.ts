import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { receiptKey } from '../../../lib/core/rows/delivery-row';
import { termKey } from '../../../lib/core/rows/term-row';
import { signer } from '../../core/integrity/signed-trail';
import type { CliRun } from '../cli-run';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { type StoredRow, TamperedStore } from '../tampered-store';
import { keyFile, type TrailFolder, trailFolder } from '../trail-folder';

const [old, recent] = [signer('old'), signer('recent')];

let folder: LocalFolder;
let copy: TrailFolder;

beforeAll(async () => {
  folder = await LocalFolder.create();
  copy = trailFolder(folder.path, { signers: [old, old, recent, recent], emptyHours: [2] });
  await runCli(['ingest', copy.logs, '--local', folder.store]);
});

afterAll(() => folder.remove());

describe('ssm-audit verify', () => {
  it('passes what CloudTrail signed, across a replaced key and an empty hour', async () => {
    const run = await verify('--rows', '--output', 'json');
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({
      check: {
        store: { local: folder.store },
        window: {
          deliveryTime: { from: expect.any(String) },
          eventTime: { from: expect.any(String), to: expect.any(String) },
        },
        askedBy: expect.any(String),
      },
      digests: { valid: 4, invalid: [], missing: [], unreadable: [], unsigned: [], gaps: [] },
      files: { valid: 9, invalid: [], missing: [], unreadable: [], unsigned: [], contentRead: true },
      rows: { valid: 18, invalid: [], missing: [], unreadable: [], unsigned: [], compared: true },
    });
  });

  it('prints counts as a table', async () => {
    const run = await verify('--output', 'table');
    expect(run.stdout.split('\n').map((line) => line.split(/\s+/))).toEqual([
      ['WHAT', 'VALID', 'INVALID', 'MISSING', 'UNREADABLE', 'UNSIGNED'],
      ['digests', '4', '0', '0', '0', '0'],
      ['files', '9', '0', '0', '0', '0'],
      [''],
    ]);
  });

  it.each([
    [
      ['--region', 'eu-west-9'],
      'the copy',
      'no digest of region eu-west-9 from 2026-03-02T00:00:00Z to 2026-03-03T00:00:00Z; it has those of 111122223333 (us-east-2)',
    ],
    [[], 'empty', 'no digest from 2026-03-02T00:00:00Z to 2026-03-03T00:00:00Z; it has none at all'],
  ])('verifies nothing with %j in %s, says so and fails', async (flags, logs, message) => {
    mkdirSync(join(folder.path, 'empty'), { recursive: true });
    const searched = logs === 'empty' ? join(folder.path, logs) : copy.logs;
    const run = await verify(...flags, '--logs', searched);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(`nothing was verified: the folder ${searched} has ${message}`);
  });

  it('finds that the keys are not those that signed', async () => {
    const wrong = keyFile(folder.path, 'wrong.json', [signer('old'), signer('recent')]);
    const run = await verify('--keys', wrong, '--output', 'json');
    expect(run.code).toBe(1);
    expect(JSON.parse(run.stdout)).toMatchObject({ digests: { valid: 0, invalid: { length: 4 } } });
    expect(run.stderr).toContain('its signature does not match its content');
  });

  it.each([
    [['--since', '2026-03-02'], '--logs DIR'],
    [['--since', '2026-03-02', '--logs', '/nowhere', '--keys', 'k'], "--logs '/nowhere': no such folder"],
    [['--since', '2026-03-02', '--logs', '.', '--keys', '/nowhere'], "public keys '/nowhere': no such file"],
    [
      ['--since', '2026-03-02', '--logs', '.', '--keys', 'README.md'],
      "public keys 'README.md': not a list of public keys",
    ],
    [['--since', 'all', '--logs', '.', '--keys', 'k'], "--since is 'all'"],
    [[], '--since is missing'],
    [['--since', '1d', '--during', 'today'], 'are both given'],
  ])('refuses %j', async (flags, message) => {
    const run = await runCli(['verify', '--local', folder.store, ...flags]);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  it('names everything that was tampered with, and does the rest', async () => {
    const [changed = '', deleted = '', unreadable = '', , kept = ''] = copy.trail.logFiles;
    writeFileSync(join(copy.logs, changed), gzipSync('{"Records":[]}'));
    rmSync(join(copy.logs, deleted));
    rmSync(join(copy.logs, unreadable));
    mkdirSync(join(copy.logs, unreadable));
    const told = await tamper(kept);
    const run = await verify('--rows', '--output', 'json');
    expect(run.code).toBe(1);
    const lines = run.stderr.split('\n');
    for (const words of [
      [changed, 'its content is not what CloudTrail signed'],
      [deleted, 'it does not exist'],
      ['files, unreadable', unreadable, 'it is a folder'],
      ['forgedforgedforg', 'no digest of its time lists it'],
      ['forged-event', 'its record belongs under another key'],
      [told.edited, 'it differs from its record in actor'],
      [told.deleted, 'has no row'],
      [told.termless, 'it has no term'],
    ]) {
      expect(lines).toContainEqual(expect.stringMatching(words.map(escaped).join('.*')));
    }
  });
});

function verify(...flags: readonly string[]): Promise<CliRun> {
  const window = ['--since', '2026-03-02', '--until', '2026-03-03'];
  return runCli(['verify', '--local', folder.store, '--logs', copy.logs, '--keys', copy.keys, ...window, ...flags]);
}

/** Edits and deletes a row, forges a row and a receipt, deletes a term: all of one log file. Gives the times and IDs of the events. */
async function tamper(key: string): Promise<{ edited: string; deleted: string; termless: string }> {
  const store = new TamperedStore(folder.store);
  const [first = {}, second = {}] = await rowsOfFile(store, join(copy.logs, key));
  const [third = {}] = await rowsOfFile(store, join(copy.logs, copy.trail.logFiles[5] ?? ''));
  store.putEvent({ ...first, actor: 'somebody-else' });
  store.putEvent({ ...first, eventTimeId: '2026-03-02T01:30:00Z#forged-event' });
  store.removeEvent(second);
  await forgeReceipt(store, join(copy.logs, key));
  store.removeTerm(termOf(third), third);
  store.close();
  return { edited: idOf(first), deleted: idOf(second), termless: idOf(third) };
}

async function rowsOfFile(store: TamperedStore, logFile: string): Promise<readonly StoredRow[]> {
  return (await store.rows()).filter((row) => row['logFile'] === logFile);
}

/** A term of an event: its ID or, of the agent's own traffic, its instance. */
function termOf(event: StoredRow): string {
  const [instance] = event['resources'] as readonly { readonly id: string }[];
  const isAgent = Object.hasOwn(Object(event['marks']), 'agent');
  return isAgent ? termKey('resource', instance?.id ?? '') : termKey('eventID', idOf(event).split('#')[1] ?? '');
}

async function forgeReceipt(store: TamperedStore, path: string): Promise<void> {
  const forged = receiptKey({ bucket: '', key: path.replace(/_[^_]+\.json\.gz$/, '_forgedforgedforg.json.gz') });
  const receipt = await store.store.receipts.find({ bucket: '', key: path });
  store.putReceipt({ ...receipt, ...forged });
}

function idOf(row: StoredRow): string {
  return String(row['eventTimeId']);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
