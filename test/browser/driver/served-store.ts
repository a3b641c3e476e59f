import { ExplorerServer } from '../../../lib/adapters/http/explorer-server';
import type { EventReader, Page, PageRequest } from '../../../lib/app/ports/event-reader';
import type { Store } from '../../../lib/cli/store/store';
import { StoreAnswers } from '../../../lib/cli/ui/store-answers';
import { STACK_OUTPUTS, type StackOutputs } from '../../../lib/contract/stack-outputs';
import type { NewStore } from '../../adapters/stores';

const PLACE = { kind: 'stack', stack: 'audit' } as const;
const OUTPUTS = Object.fromEntries(STACK_OUTPUTS.map((name) => [name, '{}'])) as unknown as StackOutputs;

/** Reads a page of rows, or does something else in its place. */
export type Reading = (read: () => Promise<Page>) => Promise<Page>;

/** A stack, served from this process, so that what reads it can be watched and can fail. Few rows a page: there are many. */
export class ServedStore {
  /** Pages that were read so far. */
  pages = 0;
  /** What happens where a page is read. */
  reading: Reading = (read) => read();

  private readonly server: ExplorerServer;

  private constructor(store: NewStore, silentMs: number) {
    const asked = { place: PLACE, storeWords: ['--stack', PLACE.stack] };
    this.server = new ExplorerServer(new StoreAnswers(this.watched(store), asked, silentMs));
  }

  /** Serves a store; `silentMs` is how long it may be silent. */
  static async start(store: NewStore, silentMs: number): Promise<ServedStore> {
    const served = new ServedStore(store, silentMs);
    await served.server.listen(0);
    return served;
  }

  /** The address that lets in. */
  get url(): URL {
    return new URL(this.server.address(''));
  }

  stop(): Promise<void> {
    return this.server.close();
  }

  private watched({ ports: of }: NewStore): Store {
    const { receipts, receiptFolders, terms, renewals } = of;
    const ports = {
      receipts,
      receiptFolders,
      terms,
      renewals,
      reading: (...asked: Parameters<typeof of.reading>) => {
        const read = of.reading(...asked);
        return { ...read, reader: this.reader(read.reader) };
      },
    };
    return { place: PLACE, outputs: OUTPUTS, ports, close: async () => undefined };
  }

  private reader(reader: EventReader): EventReader {
    return {
      page: (request) => this.page(reader, request),
      count: (...asked) => reader.count(...asked),
      rows: (keys) => reader.rows(keys),
      catalogue: (prefix) => reader.catalogue(prefix),
      olderPartitions: () => reader.olderPartitions(),
    };
  }

  private page(reader: EventReader, request: PageRequest): Promise<Page> {
    return this.reading(async () => {
      this.pages += 1;
      return reader.page({ ...request, limit: 1 });
    });
  }
}
