import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filePieces } from '../../../lib/adapters/folder/file-pieces';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pieces-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function content(path: string, onPiece: () => void = () => undefined): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of filePieces(path)) {
    pieces.push(piece);
    onPiece();
  }
  return Buffer.concat(pieces);
}

it.each([0, 1, 63, 64, 65, 128 * 1024 - 1, 128 * 1024, 128 * 1024 + 1, 300_000])(
  'reads a file of %d bytes',
  async (bytes) => {
    const path = join(folder, 'file');
    const written = Buffer.alloc(bytes, 'log');
    writeFileSync(path, written);
    expect((await content(path)).equals(written)).toBe(true);
  },
);

it('reads what is appended meanwhile', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'first');
  let pieces = 0;
  const read = await content(path, () => {
    pieces += 1;
    if (pieces === 1) appendFileSync(path, ' second'.repeat(20));
  });
  expect(read.toString()).toBe(`first${' second'.repeat(20)}`);
});

const onLinux = process.platform === 'linux' ? it : it.skip;

onLinux('reads a file that tells no size', async () => {
  expect((await content('/proc/self/status')).toString()).toContain('Name:');
});

it('opens nothing before it is read, and throws what the system says', async () => {
  const pieces = filePieces(join(folder, 'none'));
  await expect(pieces.next()).rejects.toMatchObject({ code: 'ENOENT' });
});
