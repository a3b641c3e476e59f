import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../scripts/project-root';

/** What `npm pack` made. */
export interface PackedPackage {
  readonly tarball: string;
  /** The paths of its files, from its folder. */
  readonly files: readonly string[];
}

/** Packs the project into a folder, with all that runs before: the build and the declarations. */
export function packedPackage(folder: string): PackedPackage {
  const args = ['pack', '--json', '--pack-destination', folder];
  const output = execFileSync('npm', args, {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // What runs before prints to stdout too.
  const [packed] = JSON.parse(output.slice(output.lastIndexOf('\n[\n') + 1));
  const files = packed.files.map(({ path }: { readonly path: string }) => path);
  return { tarball: join(folder, packed.filename), files };
}
