import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filePublicKeys, PublicKeyFileError } from '../../../lib/adapters/folder/file-public-keys';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ssm-audit-'));
  await writeFile(join(folder, 'text'), 'no JSON');
});

afterAll(() => rm(folder, { recursive: true }));

it.each([
  ['a file that is not there', 'none', /none': no such file; expected what aws cloudtrail/],
  ['a folder', '.', /EISDIR.*; expected what aws cloudtrail/],
  ['what lists no keys', 'text', /it is not JSON; expected what aws cloudtrail/],
])('takes %s for wrong usage, and says what is expected', async (_, name, message) => {
  const failure = await filePublicKeys(join(folder, name)).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PublicKeyFileError);
  expect(String(failure)).toMatch(message);
});
