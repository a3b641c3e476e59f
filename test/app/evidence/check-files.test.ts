import { checkFiles, NoPackageError, textOf } from '../../../lib/app/evidence/check-files';
import { MANIFEST_FILE } from '../../../lib/core/evidence/package-manifest';
import { MemoryPackage } from './memory-package';

let made: MemoryPackage;
beforeEach(async () => {
  made = new MemoryPackage();
  await made.fill({ 'a.json': '1', 'b/c.json': '2' });
});

const differences = async () => (await checkFiles(made)).differences;

it('finds nothing in a package as it was made', async () => {
  const checked = await checkFiles(made);
  expect([checked.differences, [...checked.manifest.keys()]]).toEqual([[], ['a.json', 'b/c.json']]);
  expect(checked.manifestSha256).toMatch(/^[0-9a-f]{64}$/);
});

it('names files that were changed, lost and added', async () => {
  await made.write('a.json', '9');
  made.files.delete('b/c.json');
  await made.write('z.json', '3');
  expect((await differences()).map(({ subject }) => subject)).toEqual(['a.json', 'b/c.json', 'z.json']);
});

it('names a manifest that is none, and refuses a folder without one', async () => {
  await made.write(MANIFEST_FILE, '{}');
  expect(await differences()).toEqual([{ subject: MANIFEST_FILE, reason: expect.stringContaining('format') }]);
  made.files.delete(MANIFEST_FILE);
  await expect(checkFiles(made)).rejects.toThrow(NoPackageError);
});

it('takes the hash of the manifest from its bytes, because others could be read as the same text', async () => {
  const replaced = new MemoryPackage();
  await replaced.fill({ 'a\ufffd.json': '1' });
  const { manifestSha256 } = await checkFiles(replaced);
  const bytes = replaced.files.get(MANIFEST_FILE)?.toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff') ?? '';
  replaced.files.set(MANIFEST_FILE, Buffer.from(bytes, 'latin1'));
  const changed = await checkFiles(replaced);
  expect(changed.differences).toEqual([{ subject: MANIFEST_FILE, reason: expect.stringContaining('not written as') }]);
  expect(changed.manifestSha256).not.toBe(manifestSha256);
});

it('reads a file as text', async () => {
  expect([await textOf(made, 'a.json'), await textOf(made, 'none')]).toEqual(['1', undefined]);
});
