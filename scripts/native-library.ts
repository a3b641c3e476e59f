import { closeSync, existsSync, lstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Which build of libsql this machine takes, in place of the two packages that libsql asks: they load `child_process` and
 * make whole diagnostic reports of the process, which takes longer than a question of the local store.
 */

/** What libsql calls the C libraries of Linux. */
export const GLIBC = 'glibc';
export const MUSL = 'musl';

/** Where an executable of Linux names its loader: in the first of its bytes. */
const HEAD_BYTES = 4_096;

/** The build for this platform and processor, as npm packages are called: `linux-x64-gnu`. */
export function currentTarget(platform = process.platform, arch = process.arch, library = familySync): string {
  if (platform === 'win32') return `win32-${arch}-msvc`;
  if (platform !== 'linux') return `${platform}-${arch}`;
  const name = library() === MUSL ? 'musl' : 'gnu';
  return arch === 'arm' ? `linux-arm-${name}eabihf` : `linux-${arch}-${name}`;
}

/**
 * The file of the build, where npm has put it: beside the library, or among what that has of its own, in the first of the
 * folders of modules that has the library. Undefined where it stands elsewhere, as behind links: Node.js finds it there by
 * reading manifests, which takes longer than SQLite takes to answer.
 */
export function nativeFile(folders: readonly string[], target: string): string | undefined {
  const folder = folders.find((each) => existsSync(join(each, 'libsql')));
  if (folder === undefined || lstatSync(join(folder, 'libsql')).isSymbolicLink()) return undefined;
  const places = [join(folder, 'libsql', 'node_modules'), folder];
  return places.map((place) => join(place, '@libsql', target, 'index.node')).find((file) => existsSync(file));
}

/** The C library that the running Node.js was linked with: its executable names the loader, or else a report tells. */
export function familySync(executable = process.execPath): string {
  const loader = /\/ld-(musl|linux)/.exec(headOf(executable))?.[1];
  if (loader !== undefined) return loader === 'musl' ? MUSL : GLIBC;
  const { header } = process.report.getReport() as { readonly header?: { readonly glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime === undefined ? MUSL : GLIBC;
}

function headOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      return head.toString('latin1', 0, readSync(file, head, 0, HEAD_BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
