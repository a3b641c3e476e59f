import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CheckedPackage, checkPackage } from '../../../lib/cli/evidence/check-package';
import { signer } from '../../core/integrity/signed-trail';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { trailFolder } from '../trail-folder';
import { filesIn, resealed } from './resealed';

const NOW = new Date('2026-04-01T00:00:00Z');

let folder: LocalFolder;
/** Packages without a signature: one with its log files, one without. */
let whole: string;
let bare: string;

beforeAll(async () => {
  folder = await LocalFolder.create();
  const trail = trailFolder(folder.path, { signers: [signer('trail')], recordsPerFile: 4 });
  await runCli(['ingest', trail.logs, '--local', folder.store]);
  const words = ['--local', folder.store, '--since', 'all', '--until', '2026-03-03', '--output', 'json'];
  whole = join(folder.path, 'whole');
  bare = join(folder.path, 'bare');
  for (const [out, more] of [
    [whole, ['--files', '--logs', trail.logs, '--keys', trail.keys]],
    [bare, []],
  ] as const) {
    expect(await runCli(['evidence', ...words, '--out', out, ...more])).toMatchObject({ code: 0 });
  }
});
afterAll(() => folder.remove());

/** What the check says of a copy of a package whose files were changed, and whose hashes all fit again. */
async function checkedAfter(of: string, change: (at: string) => void): Promise<CheckedPackage> {
  const at = mkdtempSync(join(folder.path, 'changed-'));
  cpSync(of, at, { recursive: true });
  change(at);
  resealed(at);
  return checkPackage(at, undefined, NOW);
}

function edit(name: string, change: (content: Buffer) => Buffer | string) {
  return (at: string) => writeFileSync(join(at, name), change(readFileSync(join(at, name))));
}

type Lines = (lines: readonly string[]) => readonly string[];
const ofLines = (change: Lines) => (content: Buffer) => {
  const lines = content.toString('latin1').split('\n');
  return Buffer.from(change(lines).join('\n'), 'latin1');
};

/** Bytes of a file that are flipped: near its beginning, in its middle and at its end. */
const FLIPPED = [0.3, 0.999];

/** Kinds of change to a file of text. One that leaves the bytes as they are is none. */
const CHANGES: readonly (readonly [string, (content: Buffer) => Buffer])[] = [
  ...FLIPPED.map((share): readonly [string, (content: Buffer) => Buffer] => [`byte at ${share}`, flipped(share)]),
  ['first line dropped', ofLines((lines) => lines.slice(1))],
  ['last line dropped', ofLines(([...lines]) => lines.toSpliced(-2, 1))],
  ['second line doubled', ofLines((lines) => lines.toSpliced(1, 0, lines[1] ?? lines[0] ?? ''))],
  ['two lines swapped', ofLines((lines) => lines.toSpliced(1, 2, ...lines.slice(1, 3).reverse()))],
  ['number changed', (content) => replaced(content, /(?<=[ :"(>])[1-9]\d*/, (digits) => String(Number(digits) + 1))],
  ['last number changed', (content) => replaced(content, /\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))],
  ['end of the last line dropped', (content) => Buffer.from(content.toString('latin1').trimEnd(), 'latin1')],
  ['end doubled', (content) => Buffer.concat([content, Buffer.from('\n')])],
  ['all removed', () => Buffer.of()],
];

function flipped(share: number): (content: Buffer) => Buffer {
  return (content) => {
    const at = Math.min(content.length - 1, Math.floor(content.length * share));
    const bytes = Buffer.from(content);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    return bytes;
  };
}

function replaced(content: Buffer, pattern: RegExp, change: (found: string) => string): Buffer {
  return Buffer.from(content.toString('latin1').replace(pattern, change), 'latin1');
}

/** The files of a package, but for what is made of them all. */
const membersOf = (of: string) => filesIn(of).filter((name) => !name.startsWith('manifest'));

function isOfLogs(name: string): boolean {
  return name.startsWith('logs/') || name === 'public-keys.json';
}

/** Whether what differs names a file, or events in it where that is a log file, a digest or a key. */
function isNamed(name: string, { differences }: CheckedPackage): boolean {
  return differences.some(
    ({ subject, reason }) => subject === name || reason.includes(name) || (isOfLogs(name) && subject.includes('/')),
  );
}

/** Each kind of change to a file. Archives have no lines. */
function changesOf(name: string, before: Buffer) {
  const kinds = name.endsWith('.gz') ? CHANGES.slice(0, FLIPPED.length) : CHANGES;
  return kinds.map(([what, change]) => [what, change(before)] as const).filter(([, after]) => !after.equals(before));
}

describe('a package of which one file was changed, and all hashes made to fit', () => {
  const answered = (of: string) => membersOf(of).filter((name) => !isOfLogs(name));
  const shipped = (of: string) => membersOf(of).filter(isOfLogs);
  it.each([
    ['what it says', () => bare, answered],
    ['its log files, digests and keys', () => whole, shipped],
  ])('is not whole, and its check names the file: %s', async (_, made, members) => {
    const at = mkdtempSync(join(folder.path, 'changed-'));
    cpSync(made(), at, { recursive: true });
    const unnamed: string[] = [];
    let changes = 0;
    for (const name of members(at)) {
      const before = readFileSync(join(at, name));
      for (const [what, after] of changesOf(name, before)) {
        writeFileSync(join(at, name), after);
        resealed(at);
        changes += 1;
        const checked = await checkPackage(at, undefined, NOW);
        if (!isNamed(name, checked)) unnamed.push(`${name}: ${what}: ${JSON.stringify(checked.differences)}`);
      }
      writeFileSync(join(at, name), before);
    }
    expect(unnamed).toEqual([]);
    expect(changes).toBeGreaterThan(20);
  });

  it('is not whole if one is missing, or if there is one more', async () => {
    for (const name of membersOf(whole)) {
      expect([name, isNamed(name, await checkedAfter(whole, (at) => rmSync(join(at, name))))]).toEqual([name, true]);
    }
    for (const name of ['notes.txt', 'logs/AWSLogs/more.json']) {
      const checked = await checkedAfter(whole, (at) => writeFileSync(join(at, name), '{"Records":[]}'));
      expect([name, isNamed(name, checked)]).toEqual([name, true]);
    }
  });

  it('is not whole if its question got another condition', async () => {
    const narrower = edit('question.json', (text) => String(text).replace('"words": [', '"words": [\n    "--denied",'));
    const { differences } = await checkedAfter(whole, narrower);
    expect(differences.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['no log file answers the question with this event']),
    );
  });
});

describe('a question that does not fit its words', () => {
  it.each([
    ['window', (text: string) => text.replace('"to": "2026-03-03', '"to": "2026-03-04')],
    ['plan', (text: string) => text.replace(/"plan": "[^"]*"/, '"plan": "actor"')],
  ])('is told by its %s', async (what, change) => {
    const { differences } = await checkedAfter(
      bare,
      edit('question.json', (text) => change(String(text))),
    );
    expect(differences[0]).toEqual({ subject: 'question.json', reason: `its ${what} is not that of its words` });
  });
});

describe('a package of another version of the program', () => {
  const older = edit('question.json', (text) => String(text).replace(/"version": "[^"]*"/, '"version": "0.0.1"'));
  const layout = edit('report.html', () => '<h1>Evidence</h1>');
  const columns = edit('events.csv', (text) => String(text).replaceAll(/^/gm, 'older,'));

  it('is whole where its report and table are in another form, which is told', async () => {
    const checked = await checkedAfter(bare, (at) => {
      for (const change of [older, layout, columns]) change(at);
    });
    expect([checked.differences, checked.notCompared]).toEqual([[], ['events.csv', 'report.html']]);
    const sameVersion = await checkedAfter(bare, (at) => {
      for (const change of [layout, columns]) change(at);
    });
    expect(sameVersion.differences.map(({ subject }) => subject)).toEqual(['events.csv', 'report.html']);
  });

  it('is not whole where its report has other hashes of the files', async () => {
    const { differences } = await checkedAfter(bare, older);
    expect(differences).toEqual([{ subject: 'question.json', reason: 'report.html has another hash of it' }]);
  });
});
