import { IngestFailure, ingestLogFile } from '../../../lib/app/ingest/ingest-log-file';
import type { LogFileTask } from '../../../lib/app/ingest/log-file-task';
import { NO_DEADLINE, OutOfTimeError } from '../../../lib/app/ports/deadline';
import { Ingestion } from '../../functions/ingestion';
import { logFile, logKey, ssmRecords } from '../../log-records';

/** The least time that a file is begun with. */
const BEGIN_MS = 20_000;

/** Records of which the first hundred are stored before the next look at the clock. */
const MORE_THAN_A_BATCH = 104;

let ingestion: Ingestion;

beforeAll(async () => {
  ingestion = await Ingestion.start();
});

afterAll(() => ingestion.stop());

async function delivered(count: number) {
  const key = logKey();
  await ingestion.bucket.put(key, logFile(ssmRecords(count)));
  return { bucket: ingestion.bucket.name, key, origin: 'delivery' } as const;
}

describe('ingestLogFile', () => {
  it('does not begin a file with less than 20 seconds left, and leaves no receipt of it', async () => {
    const task = await delivered(1);
    const tooShort = { remainingMs: () => BEGIN_MS - 1 };
    await expect(ingestLogFile(ingestion.dependencies(), task, tooShort)).rejects.toThrow(OutOfTimeError);
    expect(await ingestion.receipt(task.key)).toBeUndefined();
  });

  it('begins a file with 20 seconds left', async () => {
    const task = await delivered(1);
    const receipt = await ingestLogFile(ingestion.dependencies(), task, { remainingMs: () => BEGIN_MS });
    expect(receipt).toMatchObject({ state: 'done', newEvents: 1 });
  });

  it('counts over a checkpoint: what was stored adds up, what was read is read anew', async () => {
    const task = await delivered(MORE_THAN_A_BATCH);
    await expect(ingestUntilRowsAreThere(task)).rejects.toThrow(IngestFailure);
    const checkpoint = await ingestion.receipt(task.key);
    expect(checkpoint).toMatchObject({ state: 'unfinished' });
    expect(checkpoint?.['newEvents']).toBe(checkpoint?.['nextRecord']);
    const receipt = await ingestLogFile(ingestion.dependencies(), task, NO_DEADLINE);
    const count = MORE_THAN_A_BATCH;
    expect(receipt).toMatchObject({
      state: 'done',
      records: count,
      ssmRecords: count,
      newEvents: count,
      knownEvents: 0,
    });
  });
});

it('continues what was begun as news as news, though a backfill asks for it', async () => {
  const task = await delivered(MORE_THAN_A_BATCH);
  await expect(ingestUntilRowsAreThere(task)).rejects.toThrow(IngestFailure);
  const receipt = await ingestLogFile(ingestion.dependencies(), { ...task, origin: 'backfill' }, NO_DEADLINE);
  expect(receipt).toMatchObject({ state: 'done', origin: 'delivery', newEvents: MORE_THAN_A_BATCH });
});

/** Ingests a file with time enough until its first records are stored, and none for more. */
async function ingestUntilRowsAreThere(task: LogFileTask): Promise<void> {
  const deps = ingestion.dependencies();
  let remainingMs = 300_000;
  const write = deps.events.write.bind(deps.events);
  jest.spyOn(deps.events, 'write').mockImplementation(async (...batch) => {
    const counts = await write(...batch);
    remainingMs = 14_000;
    return counts;
  });
  await ingestLogFile(deps, task, { remainingMs: () => remainingMs });
}
