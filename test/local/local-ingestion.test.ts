import { IngestInterruptedError, type IngestOptions, ingestFiles } from '../../lib/app/ingest/ingest-files';
import { NO_DEADLINE } from '../../lib/app/ports/deadline';
import type { EventStore } from '../../lib/app/ports/event-store';
import type { LoadRowJudge } from '../../lib/app/ports/judging/row-judge';
import type { WritableStore } from '../../lib/app/ports/writable-store';
import type { Receipt } from '../../lib/core/rows/delivery-row';
import type { ListedRow } from '../../lib/core/rows/event-row';
import { localIngestion } from '../../lib/local/local-ingestion';
import { type LocalStore, localStoreInMemory } from '../../lib/local/local-store';
import { LocalFolder } from '../cli/local-folder';
import { logFile, ssmRecord, ssmRecords } from '../log-records';

let local: LocalStore;
let folder: LocalFolder;
const told: string[] = [];

beforeEach(async () => {
  told.length = 0;
  local = localStoreInMemory();
  folder = await LocalFolder.create();
});

afterEach(async () => {
  local.close();
  await folder.remove();
});

describe('a process that is killed', () => {
  it('leaves the file that it was at as unfinished, until it is done', async () => {
    const [first = '', second = ''] = await files(ssmRecords(3), ssmRecords(3));
    await ingest([first]);
    await killedAt([second]);
    expect(await trouble()).toMatchObject([{ logFile: second, state: 'unfinished', nextRecord: 0 }]);
    await ingest([first]);
    expect(await trouble()).toMatchObject([{ logFile: second, state: 'unfinished' }]);
    expect(await ingest([second])).toMatchObject({ failedFiles: 0, newEvents: 3 });
    expect(await trouble()).toEqual([]);
  });

  it('leaves nothing where it had done its file', async () => {
    const [first = '', second = ''] = await files(ssmRecords(3), ssmRecords(3));
    await ingest([first]);
    await killedAt([first]);
    expect(await trouble()).toEqual([]);
    await ingest([second]);
    expect(await trouble()).toEqual([]);
  });
});

describe('a process that is told to stop', () => {
  it('writes down how far it came, and goes on from there', async () => {
    const [large = '', next = ''] = await files(ssmRecords(250, { eventName: 'Stopped' }), ssmRecords(1));
    const { events, puts } = countedEvents();
    const deadline = { remainingMs: () => (puts() > 150 ? 5_000 : Number.POSITIVE_INFINITY) };
    const stopped = await ingest([large, next], { deadline }, { events }).catch((error: unknown) => error);
    expect(stopped).toBeInstanceOf(IngestInterruptedError);
    expect(stopped).toMatchObject({
      message: `interrupted: 0 of 2 files are done, ${large} is unfinished, 1 was not tried; run the same command again to continue`,
    });
    const [receipt, ...others] = await trouble();
    expect([receipt?.state, others]).toEqual(['unfinished', []]);
    const again = countedEvents();
    const { newEvents = 0, knownEvents = 0 } = await ingest([large, next], {}, { events: again.events });
    expect(again.puts()).toBeLessThan(251);
    expect(newEvents + knownEvents).toBe(251);
    expect(await rowsOfEvent('Stopped')).toHaveLength(250);
    expect(await trouble()).toEqual([]);
  });

  it('begins no further file', async () => {
    const [first = ''] = await files(ssmRecords(1));
    const stopped = ingest([first], { deadline: { remainingMs: () => 5_000 } });
    await expect(stopped).rejects.toThrow(
      'interrupted: 0 of 1 files are done, 1 was not tried; run the same command again to continue',
    );
    expect(await trouble()).toEqual([]);
  });
});

it('ends at once where the store fails for good, with the one error that says why', async () => {
  const [first = '', second = ''] = await files(ssmRecords(1), ssmRecords(1));
  const full = new Error('the disk is full');
  const failing = () => Promise.reject(full);
  const { receipts } = local.store;
  const ports = {
    events: failingEvents(failing),
    receipts: { find: receipts.find.bind(receipts), put: failing },
  };
  await expect(ingest([first, second], {}, ports)).rejects.toBe(full);
  expect(told).toEqual([]);
});

describe('ingesting files', () => {
  it('reads what is done again where that is forced', async () => {
    const [file = ''] = await files(ssmRecords(2));
    await ingest([file]);
    expect(await eventsPut((ports) => ingest([file], {}, ports))).toBe(0);
    expect(await eventsPut((ports) => ingest([file], { force: true }, ports))).toBe(2);
    expect(await rowsOfEvent('DeleteDocument')).toHaveLength(2);
  });

  it('names a file that holds what is no record, with the place, and one that changed', async () => {
    const path = await folder.write('odd.json', JSON.stringify({ Records: [ssmRecord(), 7, 'x'] }));
    expect(await ingest([path])).toMatchObject({
      files: 1,
      failedFiles: 0,
      records: 3,
      malformedRecords: 2,
      newEvents: 1,
    });
    expect(told).toEqual([`${path}: 2 of its records are not objects and are left out, the first at index 1`]);
    told.length = 0;
    await folder.write('odd.json', JSON.stringify({ Records: [ssmRecord()] }));
    await ingest([path]);
    expect(told).toEqual([`${path}: has changed since it was first indexed`]);
    expect(await trouble()).toMatchObject([{ logFile: path, state: 'done', changed: true }]);
  });
});

/** What of rules goes wrong while a file is ingested. */
const FAILING: readonly (readonly [string, LoadRowJudge])[] = [
  ['rules cannot be loaded', () => Promise.reject(new Error('not built'))],
  [
    'rules cannot be asked about a record',
    async () => ({
      judge: () => {
        throw new Error('cannot be judged');
      },
    }),
  ],
];

it.each(FAILING)('loses nothing where %s: nobody knows what catches the events', async (_, judge) => {
  local.close();
  local = localStoreInMemory({ judge });
  const [path = ''] = await files(ssmRecords(25, { eventName: 'Judged' }));
  expect(await ingest([path])).toMatchObject({ failedFiles: 0, newEvents: 25, quarantined: 0 });
  const rows = await rowsOfEvent('Judged');
  expect([rows.length, told]).toEqual([25, []]);
  expect(await local.store.reading().reader.catches?.(rows)).toEqual(rows.map(() => undefined));
});

async function files(...contents: readonly (readonly ReturnType<typeof ssmRecord>[])[]): Promise<string[]> {
  return Promise.all(contents.map((records, index) => folder.write(`${index}.json.gz`, logFile(records))));
}

function ingest(paths: readonly string[], options: Partial<IngestOptions> = {}, ports: Partial<WritableStore> = {}) {
  const tell = (file: string, text: string) => void told.push(`${file}: ${text}`);
  const listener = {
    onFile: () => undefined,
    onFailure: tell,
    onRemark: tell,
    onQuarantined: tell,
    onCorruptReceipt: tell,
  };
  const { events, receipts, renewals, workInHand } = local.store;
  const dependencies = localIngestion({ events, receipts, renewals, workInHand, ...ports });
  return ingestFiles(dependencies, paths, { force: false, deadline: NO_DEADLINE, ...options }, listener);
}

/** The process says that it begins, and nothing that it writes after that arrives. */
async function killedAt(paths: readonly string[]): Promise<void> {
  const { receipts, workInHand } = local.store;
  const lost = () => Promise.reject(new Error('killed'));
  const ports = {
    events: failingEvents(lost),
    receipts: { find: receipts.find.bind(receipts), put: lost },
    workInHand: { begin: workInHand.begin.bind(workInHand), end: lost, recover: async () => {} },
  };
  await ingest(paths, {}, ports).catch(() => undefined);
}

/** A store that does nothing but fail. */
function failingEvents(fail: () => Promise<never>): EventStore {
  return { putNew: fail, refresh: fail, putTerms: fail, catalogued: fail, addPartition: fail };
}

/** How many puts of events the work makes. */
async function eventsPut(work: (ports: Partial<WritableStore>) => Promise<unknown>): Promise<number> {
  const { events, puts } = countedEvents();
  await work({ events });
  return puts();
}

/** The store, and how often events were put. */
function countedEvents(): { readonly events: EventStore; readonly puts: () => number } {
  const { events } = local.store;
  let count = 0;
  const putNew: EventStore['putNew'] = (row, deadline) => {
    count += 1;
    return events.putNew(row, deadline);
  };
  const others: Omit<EventStore, 'putNew'> = {
    refresh: (row, deadline) => events.refresh(row, deadline),
    putTerms: (rows, deadline) => events.putTerms(rows, deadline),
    catalogued: (deadline) => events.catalogued(deadline),
    addPartition: (entry, deadline) => events.addPartition(entry, deadline),
  };
  return { events: { putNew, ...others }, puts: () => count };
}

/** The events of a name. */
async function rowsOfEvent(value: string): Promise<readonly ListedRow[]> {
  const range = { since: undefined, until: undefined, oldestFirst: true, limit: 10_000, after: undefined };
  const page = { partition: { table: 'events', value } as const, withRecord: false, ...range };
  return (await local.store.reading().reader.page(page)).rows;
}

async function trouble(): Promise<readonly Receipt[]> {
  return (await local.store.reading().receipts.trouble({ since: undefined })).receipts;
}
