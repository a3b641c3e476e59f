import { INDEX_EVERYTHING, type IndexedRecord, type Indexing } from '../../../lib/app/index/index-record';
import { indexRecords } from '../../../lib/app/index/index-records';
import { EventWriter } from '../../../lib/app/ingest/store-events';
import { NO_DEADLINE } from '../../../lib/app/ports/deadline';
import type { EventStore } from '../../../lib/app/ports/event-store';
import type { JsonObject } from '../../../lib/core/record/json';
import { AGENT_PARTITIONS } from '../../../lib/core/rows/agent-partitions';
import { generatedCorpus } from '../../../samples/generated-corpus';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { guardSamples, stack } from '../../core/guard/guard-samples';
import { kmsRecord, ssmRecord } from '../../log-records';

/** How the rows are indexed: with everything that decides about terms. */
export const INDEXING: Indexing = {
  ...INDEX_EVERYTHING,
  spread: new Map([['SendCommand', 4]]),
  agentSpread: AGENT_PARTITIONS,
  packs: true,
  extraTerms: ['requestParameters.ticket'],
  guard: stack(),
};

/** Before all times of the records, so that nothing has expired. */
export const NOW = new Date('2018-01-01T00:00:00Z');

/** Samples other than those of the store of version 1, what is generated, and a log file of records that are out of the ordinary. */
const FILES = [
  ...sampleDeliveries({ seed: 11 }).filter((_, index) => index % 4 === 0),
  ...generatedCorpus({ seed: 7, files: 1, recordsPerFile: 60, systemsManagerShare: 1, from: '2026-03-02T00:00:00Z' }),
  fileOf('odd', [
    ssmRecord({ eventID: 'conflicting', requestParameters: { name: 'first' } }),
    ssmRecord({ eventID: 'conflicting', requestParameters: { name: 'second' } }),
    ssmRecord({ eventName: 'SendCommand', requestParameters: { comment: 'not i-0123456789abcdef0 again' } }),
    ssmRecord({ requestParameters: { name: 'example-Document', ticket: 'OPS-1842' } }),
    ssmRecord({ eventTime: 'never' }),
    ssmRecord({ eventName: '_odd name' }),
    ssmRecord({ eventName: 'GetParameters', requestParameters: { names: instances(60, '/db/') } }),
    ssmRecord({ requestParameters: deep(40) }),
    ssmRecord({ eventName: 'PutParameter', requestParameters: { name: '/db', value: 'secret' } }),
    kmsRecord(),
    ...guardSamples()
      .filter(({ isFirst }) => isFirst)
      .slice(0, 20)
      .map(({ own }) => own),
  ]),
];

/** A record of more names than an event has terms. */
export const TRUNCATED = fileOf('truncated', [
  ssmRecord({ eventName: 'SendCommand', requestParameters: { instanceIds: instances(10_050, 'i-0123456789ab') } }),
]);

/** Stores rows of every kind by ingestion's own code, and the last of several files a second time. */
export async function storeEveryKind(store: EventStore, files = FILES): Promise<void> {
  const writer = new EventWriter(store);
  for (const file of [...files, ...files.slice(1).slice(-1)]) {
    await writer.write(await indexed(file), NO_DEADLINE);
  }
}

async function indexed({ key, body }: { readonly key: string; readonly body: string }) {
  const place = {
    logFile: `s3://logs/${key}`,
    origin: 'delivery',
    deliveredAt: '2026-03-02T00:00:00Z',
    now: NOW,
  } as const;
  const chunks = (async function* () {
    yield Buffer.from(body);
  })();
  const found: IndexedRecord[] = [];
  for await (const batch of indexRecords({ ...place, chunks }, INDEXING).batches) {
    for (const { outcome } of batch) if (typeof outcome === 'object') found.push(outcome);
  }
  return found;
}

function fileOf(name: string, records: readonly JsonObject[]) {
  return {
    key: `AWSLogs/111122223333/CloudTrail/us-east-2/2024/03/01/${name}.json.gz`,
    body: JSON.stringify({ Records: records }),
  };
}

function instances(count: number, before: string): string[] {
  return Array.from({ length: count }, (_, index) => `${before}${String(index).padStart(5, '0')}`);
}

/** More levels than a map of DynamoDB may have, so that the record is packed. */
function deep(levels: number): JsonObject {
  return levels === 0 ? { name: 'example-Document' } : { name: 'example-Document', below: deep(levels - 1) };
}
