import { ingestFiles } from '../../../lib/app/ingest/ingest-files';
import { ingestLogFile } from '../../../lib/app/ingest/ingest-log-file';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { Neighbour } from '../../../lib/contract/neighbours';
import { ssmRecord } from '../../log-records';
import { executeCommand, sshKey } from '../../neighbour-records';
import { MemoryIngestion } from './memory-ingestion';

const FILE = '/logs/a.json';

function dependencies(ingestion: MemoryIngestion, neighbours: readonly Neighbour[]) {
  const deps = ingestion.dependencies();
  return { ...deps, indexing: { ...deps.indexing, kept: { ...deps.indexing.kept, neighbours: new Set(neighbours) } } };
}

function ingested(ingestion: MemoryIngestion, neighbours: readonly Neighbour[], force?: true) {
  const task = { bucket: '', key: FILE, origin: 'delivery' as const, ...(force && { force }) };
  return ingestLogFile(dependencies(ingestion, neighbours), task, NO_DEADLINE);
}

function filled(): MemoryIngestion {
  const ingestion = new MemoryIngestion();
  ingestion.add(FILE, [ssmRecord(), executeCommand(), sshKey()]);
  return ingestion;
}

it('says in the receipt with which neighbours a file was read, and counts their records apart', async () => {
  const receipt = await ingested(filled(), ['ecs-exec', 'instance-connect']);
  expect(receipt).toMatchObject({
    state: 'done',
    records: 3,
    ssmRecords: 1,
    newEvents: 1,
    leftOut: 0,
    neighbours: ['ecs-exec', 'instance-connect'],
    neighbourRecords: 2,
  });
});

it('writes receipts without neighbours as before', async () => {
  const ingestion = filled();
  const receipt = await ingested(ingestion, []);
  expect(receipt).not.toHaveProperty('neighbours');
  expect(receipt).not.toHaveProperty('neighbourRecords');
  expect(await ingestion.tables.catalogue('')).toEqual(['DeleteDocument']);
});

it('reads a file again once a neighbour is turned on, adds its events alone, and then knows the file', async () => {
  const ingestion = filled();
  await ingested(ingestion, []);
  expect(await ingested(ingestion, ['ecs-exec'])).toMatchObject({ newEvents: 0, knownEvents: 1, neighbourRecords: 1 });
  expect(await ingestion.tables.catalogue('')).toEqual(expect.arrayContaining(['DeleteDocument', 'ExecuteCommand']));
  const before = ingestion.receipts.get(FILE);
  await ingested(ingestion, ['ecs-exec']);
  expect(ingestion.receipts.get(FILE)).toBe(before);
  expect(await ingested(ingestion, ['instance-connect'])).toMatchObject({ neighbours: ['instance-connect'] });
});

it('does not read a file again when a neighbour is turned off', async () => {
  const ingestion = filled();
  await ingested(ingestion, ['ecs-exec']);
  const before = ingestion.receipts.get(FILE);
  await ingested(ingestion, []);
  expect(ingestion.receipts.get(FILE)).toBe(before);
  expect(await ingested(ingestion, [], true)).not.toHaveProperty('neighbours');
});

it('does not continue a file from where it was read without a neighbour', async () => {
  const ingestion = filled();
  const done = await ingested(ingestion, []);
  ingestion.receipts.set(FILE, { ...done, state: 'unfinished', nextRecord: 3 });
  expect(await ingested(ingestion, ['ecs-exec'])).toMatchObject({ state: 'done', neighbourRecords: 1, ssmRecords: 1 });
  expect(await ingestion.tables.catalogue('')).toContain('ExecuteCommand');
});

it('counts the records of neighbours of all files, where there are any', async () => {
  const ingestion = filled();
  const listener = {
    onFile: () => undefined,
    onFailure: () => undefined,
    onRemark: () => undefined,
    onQuarantined: () => undefined,
    onCorruptReceipt: () => undefined,
  };
  const options = { force: false, deadline: NO_DEADLINE };
  const off = await ingestFiles(dependencies(ingestion, []), [FILE], options, listener);
  expect(off).not.toHaveProperty('neighbourRecords');
  const on = await ingestFiles(dependencies(ingestion, ['ecs-exec']), [FILE], options, listener);
  expect(on).toMatchObject({ neighbourRecords: 1, knownEvents: 1 });
});
