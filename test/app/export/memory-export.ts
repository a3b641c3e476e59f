import type { ColumnFile, NewColumnFile } from '../../../lib/app/ports/export/column-files';
import type { ExportFile, ExportTarget, VersionedTarget } from '../../../lib/app/ports/export/export-target';
import type { RunStore } from '../../../lib/app/ports/export/run-store';
import type { ExportableEvent } from '../../../lib/core/export/export-form';

/** A place of exports in memory, whose writes may fail. */
export class MemoryTarget implements ExportTarget, VersionedTarget {
  readonly files = new Map<string, string>();
  readonly abandoned: string[] = [];
  open = 0;
  mostOpen = 0;
  /** Called before bytes are written to a path, to throw. */
  fault: (path: string) => void = () => undefined;

  async read(path: string): Promise<string | undefined> {
    return this.files.get(path);
  }

  async list(folder: string): Promise<readonly string[]> {
    const prefix = `${folder}/`;
    return [...this.files.keys()].filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  }

  /** The text of a file is its version. */
  async versions(folder: string): Promise<ReadonlyMap<string, string>> {
    const names = await this.list(folder);
    return new Map(names.map((name) => [name, this.files.get(`${folder}/${name}`) ?? '']));
  }

  async create(path: string): Promise<ExportFile> {
    let text = '';
    let isOpen = true;
    this.open += 1;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    const close = () => {
      if (isOpen) this.open -= 1;
      isOpen = false;
    };
    return {
      write: async (bytes) => {
        this.fault(path);
        text += Buffer.from(bytes).toString();
      },
      complete: async () => {
        this.files.set(path, text);
        close();
      },
      abandon: async () => {
        if (isOpen) this.abandoned.push(path);
        close();
      },
    };
  }

  async cleanUp(): Promise<number> {
    return 0;
  }
}

/** Runs in memory. */
export class MemoryRuns implements RunStore {
  readonly runs = new Map<string, Uint8Array>();
  written = 0;

  async write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    this.runs.set(name, Buffer.concat(chunks));
    this.written += 1;
  }

  async read(name: string, from: number, bytes: number): Promise<Uint8Array> {
    return (this.runs.get(name) ?? new Uint8Array()).subarray(from, from + bytes);
  }

  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) this.runs.delete(name);
  }
}

/** Files whose columns are lines of JSON. */
export const jsonFiles: NewColumnFile = (_, out): ColumnFile => ({
  add: (row) => out(Buffer.from(`${JSON.stringify(row)}\n`)),
  end: async () => undefined,
});

/** An event of a place and time. */
export function eventAt(
  eventTime: string,
  ref: string,
  account = '111122223333',
  region = 'us-east-1',
): ExportableEvent {
  return { event: { ref, eventTime, awsRegion: region, recipientAccountId: account } };
}

/** Items as they would come from a store. */
export async function* asStream<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}
