import { isTemporary } from '../../lib/adapters/retry/is-temporary';
import { findEvents } from '../../lib/app/ask/find-events';
import { type Following, followEvents } from '../../lib/app/ask/follow-events';
import { INDEX_EVERYTHING } from '../../lib/app/index/index-record';
import { indexRecords } from '../../lib/app/index/index-records';
import { EventWriter } from '../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import { planned } from '../../lib/core/query/planned-query';
import { ssmRecord } from '../log-records';
import { type NewStore, STORES } from './stores';

const POLL_MS = 20;

/** What passes: DynamoDB names it so, and SQLite is as busy where another program writes. */
const THROTTLED = Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

describe.each(STORES)('following %s', (_, open) => {
  let store: NewStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  let files = 0;

  /** Indexes records of just now, as one log file. */
  async function index(...eventNames: readonly string[]): Promise<void> {
    files += 1;
    const eventTime = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const records = eventNames.map((eventName) => ssmRecord({ eventName, eventTime }));
    const writer = new EventWriter(store.events);
    const chunks = (async function* () {
      yield Buffer.from(JSON.stringify({ Records: records }));
    })();
    const logFile = `s3://logs/AWSLogs/file-${files}.json.gz`;
    const now = new Date();
    const source = { logFile, chunks, origin: 'delivery' as const, deliveredAt: now.toISOString(), now };
    for await (const batch of indexRecords(source, INDEX_EVERYTHING).batches) {
      const indexed = batch.flatMap(({ outcome }) => (typeof outcome === 'object' ? [outcome] : []));
      await writer.write(indexed, NO_DEADLINE);
    }
  }

  /** Follows until so many events have come; `before` runs before each look, and may index or fail. */
  async function follow(
    most: number,
    before: (look: number) => Promise<void>,
    shown: Following['shown'] = 'nothing',
  ): Promise<readonly string[]> {
    const stop = new AbortController();
    const { reader } = store.ports.reading();
    let look = 0;
    async function* find(since: string | undefined) {
      look += 1;
      await before(look);
      yield* findEvents({ reader, now: () => new Date() }, planned({ since, oldestFirst: true }));
    }
    const names: string[] = [];
    const following = { find, now: () => new Date(), shown, pollMs: POLL_MS, signal: stop.signal };
    for await (const { event } of followEvents({ ...following, isTemporary, onTrouble: () => undefined })) {
      names.push(event.eventName ?? '');
      if (names.length === most) stop.abort();
    }
    return names;
  }

  it('shows each event once that is indexed while it is followed, whatever its partition', async () => {
    await index('ListCommands');
    const names = await follow(3, async (look) => {
      if (look === 2) await index('DeleteDocument', 'StartSession');
      if (look === 4) await index('ListCommands');
    });
    expect([...names].sort()).toEqual(['DeleteDocument', 'ListCommands', 'StartSession']);
  });

  it('shows first what is since a time', async () => {
    await index('ListCommands');
    const names = await follow(2, async (look) => (look === 2 ? index('StartSession') : undefined), {
      since: undefined,
    });
    expect(names).toEqual(['ListCommands', 'StartSession']);
  });

  it('skips nothing that is indexed around looks that fail, the first as well', async () => {
    await index('ListCommands');
    const names = await follow(3, async (look) => {
      if (look === 1) throw THROTTLED;
      if (look === 2) await index('DeleteDocument');
      if (look === 3) {
        await index('StartSession');
        throw THROTTLED;
      }
    });
    expect([...names].sort()).toEqual(['DeleteDocument', 'ListCommands', 'StartSession']);
  });
});
