import { createHash, randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { ArchivedPackage, PackageTooLargeError } from '../../../lib/adapters/archive/archived-package';

const AT = new Date('2026-03-02T09:04:00Z');
const MIB = 1024 * 1024;

/** The files of an archive, by their names. */
async function filesOf(
  archive: Buffer,
): Promise<
  ReadonlyMap<string, { readonly text: string; readonly mode?: number | undefined; readonly mtime?: Date | undefined }>
> {
  const files = new Map();
  const tar = extract();
  tar.end(gunzipSync(archive));
  for await (const entry of tar) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const { name, mode, mtime } = entry.header;
    files.set(name, { text: Buffer.concat(chunks).toString(), mode, mtime });
  }
  return files;
}

async function bytesOf(packed: ArchivedPackage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packed.bytes()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function textOf(packed: ArchivedPackage, path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await packed.open(path)) ?? []) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function* pieces(...texts: readonly string[]) {
  yield* texts;
}

it('is an archive with each file whole, in a folder, readable by its owner alone', async () => {
  const packed = new ArchivedPackage(MIB, AT);
  const archive = bytesOf(packed);
  const entry = await packed.write('events.ndjson', pieces('{"a":1}\n', '{"ü":2}\n'));
  await packed.write('question.json', '{}\n');
  await packed.write('empty', '');
  packed.finish();
  const files = await filesOf(await archive);
  expect([...files]).toEqual([
    ['evidence/events.ndjson', { text: '{"a":1}\n{"ü":2}\n', mode: 0o600, mtime: AT }],
    ['evidence/question.json', { text: '{}\n', mode: 0o600, mtime: AT }],
    ['evidence/empty', { text: '', mode: 0o600, mtime: AT }],
  ]);
  const sha256 = createHash('sha256').update('{"a":1}\n{"ü":2}\n').digest('hex');
  expect(entry).toEqual({ path: 'events.ndjson', bytes: 17, sha256 });
});

it('gives a file again while the package is made, as often as it is asked for', async () => {
  const packed = new ArchivedPackage(MIB, AT);
  const archive = bytesOf(packed);
  await packed.write('events.ndjson', 'x'.repeat(300_000));
  expect((await textOf(packed, 'events.ndjson')).length).toBe(300_000);
  expect((await textOf(packed, 'events.ndjson')).length).toBe(300_000);
  expect(await packed.open('another')).toBeUndefined();
  expect(await packed.paths()).toEqual(['events.ndjson']);
  packed.finish();
  await archive;
});

it('refuses what does not fit into the memory that it may have, and gives an archive that is not whole', async () => {
  const packed = new ArchivedPackage(MIB, AT);
  const archive = bytesOf(packed);
  archive.catch(() => undefined);
  await packed.write(
    'small',
    randomBytes(MIB / 2)
      .toString('latin1')
      .slice(0, 1000),
  );
  const large = packed.write(
    'large',
    pieces(...Array.from({ length: 40 }, () => randomBytes(MIB / 16).toString('hex'))),
  );
  await expect(large).rejects.toThrow(PackageTooLargeError);
  await expect(large).rejects.toThrow(
    'this package needs more than 1 MiB of memory: expected a narrower question, or ssm-audit evidence --out DIR',
  );
  packed.abandon(new Error('too large'));
  await expect(archive).rejects.toThrow('too large');
});

it('passes on what ends the content of a file', async () => {
  const packed = new ArchivedPackage(MIB, AT);
  async function* broken() {
    yield 'x';
    throw new Error('no more rows');
  }
  await expect(packed.write('events.ndjson', broken())).rejects.toThrow('no more rows');
});

it('writes no faster than somebody reads, and ends where nobody does', async () => {
  const packed = new ArchivedPackage(64 * MIB, AT);
  const written: string[] = [];
  const writing = (async () => {
    for (const name of ['a', 'b', 'c']) {
      await packed.write(name, randomBytes(MIB).toString('hex'));
      written.push(name);
    }
  })();
  const reader = packed.bytes()[Symbol.asyncIterator]();
  await reader.next();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(written.length).toBeLessThan(3);
  packed.abandon(new Error('gone'));
  await expect(writing).rejects.toThrow();
});
