import { spawnSync } from 'node:child_process';
import { lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** What a program printed and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The package as `npm install --global` puts it into an empty prefix, away from this project. */
export class InstalledPackage {
  private constructor(
    /** Where the package itself lies. */
    readonly folder: string,
    /** All that was installed, in bytes. */
    readonly bytes: number,
    /** What npm said while it installed. */
    readonly said: string,
    private readonly bin: string,
    private readonly home: string,
  ) {}

  /** Installs a tarball below a folder. */
  static install(tarball: string, below: string): InstalledPackage {
    const [prefix, home] = [join(below, 'prefix'), join(below, 'home')];
    for (const folder of [prefix, home]) mkdirSync(folder);
    const args = ['install', '--global', '--prefix', prefix, '--no-audit', '--no-fund', tarball];
    const { status, stdout, stderr } = spawnSync('npm', args, { cwd: home, encoding: 'utf8' });
    if (status !== 0) throw new Error(`npm install --global failed: ${stderr}`);
    const folder = join(prefix, 'lib', 'node_modules', 'ssm-audit');
    return new InstalledPackage(folder, bytesBelow(prefix), stdout + stderr, join(prefix, 'bin'), home);
  }

  /** Runs a line of a shell in which `ssm-audit` is on the PATH, in an empty home. */
  shell(line: string): Run {
    const kept = Object.entries(process.env).filter(([name]) => !/^(?:AWS|SSM_AUDIT|npm)_/.test(name));
    const path = [this.bin, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
    const env = { ...Object.fromEntries(kept), PATH: path, HOME: this.home };
    const { status, stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: this.home, encoding: 'utf8', env });
    return { code: status, stdout, stderr };
  }
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesBelow(path) : lstatSync(path).size);
  }, 0);
}
