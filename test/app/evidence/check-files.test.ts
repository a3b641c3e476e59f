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

it('reads a file as text', async () => {
  expect([await textOf(made, 'a.json'), await textOf(made, 'none')]).toEqual(['1', undefined]);
});
