import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for a test's log files and store. */
export class LocalFolder {
  private constructor(readonly path: string) {}

  /** `prefix` is what its path begins with. */
  static async create(prefix = join(tmpdir(), 'ssm-audit-')): Promise<LocalFolder> {
    return new LocalFolder(await mkdtemp(prefix));
  }

  /** The folder of a store. */
  get store(): string {
    return join(this.path, 'store');
  }

  /** The folder of log files. */
  get logs(): string {
    return join(this.path, 'logs');
  }

  /** Writes a log file and gives its path. */
  async write(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(this.logs, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    return path;
  }

  remove(): Promise<void> {
    return rm(this.path, { recursive: true });
  }
}
