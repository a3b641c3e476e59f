import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { currentTarget, familySync, GLIBC, MUSL, nativeFile } from '../../scripts/native-library';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** The packages that the library depends on, one of which has the build for the machine. */
const BUILDS = Object.keys(
  JSON.parse(readFileSync(join(PROJECT_ROOT, 'node_modules/libsql/package.json'), 'utf8')).optionalDependencies,
);

/** What the library itself asks. */
const libraryOf = createRequire(require.resolve('libsql'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ssm-audit-native-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('finds what the library itself finds on this machine', () => {
  expect(currentTarget()).toBe(libraryOf('@neon-rs/load').currentTarget());
  expect(familySync()).toBe(libraryOf('detect-libc').familySync());
});

it.each<[NodeJS.Platform, NodeJS.Architecture, string, string]>([
  ['linux', 'x64', GLIBC, 'linux-x64-gnu'],
  ['linux', 'arm64', MUSL, 'linux-arm64-musl'],
  ['linux', 'arm', GLIBC, 'linux-arm-gnueabihf'],
  ['linux', 'arm', MUSL, 'linux-arm-musleabihf'],
  ['darwin', 'arm64', MUSL, 'darwin-arm64'],
  ['darwin', 'x64', MUSL, 'darwin-x64'],
  ['win32', 'x64', MUSL, 'win32-x64-msvc'],
])('names a build that the library has, for %s on %s with %s', (platform, arch, library, target) => {
  expect(currentTarget(platform, arch, () => library)).toBe(target);
  expect(BUILDS).toContain(`@libsql/${target}`);
});

it.each([
  ['/lib/ld-musl-x86_64.so.1', MUSL],
  ['/lib64/ld-linux-x86-64.so.2', GLIBC],
  ['/nix/store/abc-glibc-2.40/lib/ld-linux-aarch64.so.1', GLIBC],
])('knows the C library by the loader %s', (loader, expected) => {
  const executable = join(folder, 'node');
  writeFileSync(executable, Buffer.concat([Buffer.from('\x7fELF'), Buffer.alloc(700), Buffer.from(`${loader}\0`)]));
  expect(familySync(executable)).toBe(expected);
});

it('asks for a report where the executable does not tell', () => {
  expect(familySync(join(folder, 'none'))).toBe(familySync());
});

it('finds the build that the library itself loads', () => {
  const folders = require.resolve.paths('libsql') ?? [];
  expect(nativeFile(folders, currentTarget())).toBe(libraryOf.resolve(`@libsql/${currentTarget()}`));
});

it('takes the build of the library that comes first, its own before the one beside it, and none behind links', () => {
  const [inner, outer] = [join(folder, 'a', 'node_modules'), join(folder, 'node_modules')];
  const build = join('@libsql', 'linux-x64-gnu', 'index.node');
  const files = [join(inner, 'libsql', 'node_modules', build), join(inner, build), join(outer, build)] as const;
  const [own, beside] = files;
  for (const file of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }
  mkdirSync(join(outer, 'libsql'));
  const found = () => nativeFile([inner, outer], 'linux-x64-gnu');
  expect(found()).toBe(own);
  rmSync(own);
  expect(found()).toBe(beside);
  rmSync(beside);
  expect(found()).toBeUndefined();
  renameSync(join(inner, 'libsql'), join(folder, 'libsql'));
  expect(found()).toBe(join(outer, build));
  symlinkSync(join(folder, 'libsql'), join(inner, 'libsql'));
  expect(found()).toBeUndefined();
  expect(nativeFile([], 'linux-x64-gnu')).toBeUndefined();
});
