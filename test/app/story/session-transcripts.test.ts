import { PartitionBudget } from '../../../lib/app/story/partition-budget';
import { sessionTranscripts } from '../../../lib/app/story/session-transcripts';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import type { StartedSession } from '../../../lib/core/story/unsaid';
import { rowOf, termRowsTo } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';
import { at, SESSION, started } from './story-store';

const BUDGET = () => new PartitionBudget(false);
const DOCUMENT = [{ id: 'SSM-SessionManagerRunShell', kind: 'document', relation: 'changes' } as const];

function storeWith(...changes: readonly (readonly [time: string, inputs: object, overrides?: object])[]) {
  const reader = new MemoryReader();
  for (const [time, inputs, overrides = {}] of changes) {
    const event = at(time, { eventName: 'CreateDocument', resources: DOCUMENT, ...overrides });
    const row = rowOf(event, { requestParameters: { content: JSON.stringify({ inputs }) } });
    reader.add(row, termRowsTo(row, event));
  }
  return { reader, now: () => new Date() };
}

function session(time: string, sessionId = SESSION): StartedSession {
  const event = storedEvent(rowOf(started(time)));
  return { event, sessionId, document: 'SSM-SessionManagerRunShell', kind: 'shell' };
}

it('takes the last change before each session', async () => {
  const deps = storeWith(
    ['10:00:00', { s3BucketName: 'first' }],
    ['12:00:00', { s3BucketName: 'second' }],
    ['14:00:00', { s3BucketName: 'third' }],
  );
  const places = await sessionTranscripts(deps, [session('11:00:00', 'early'), session('13:00:00', 'late')], BUDGET());
  expect(places.get('early')).toMatchObject({ kind: 'somewhere', bucket: 'first' });
  expect(places.get('late')).toMatchObject({ kind: 'somewhere', bucket: 'second' });
});

it('does not take what was refused, or happened elsewhere', async () => {
  const deps = storeWith(
    ['10:00:00', { s3BucketName: 'right' }],
    ['10:10:00', { s3BucketName: 'refused' }, { outcome: 'denied' }],
    ['10:20:00', { s3BucketName: 'elsewhere' }, { awsRegion: 'us-west-2' }],
    ['10:30:00', { s3BucketName: 'another' }, { recipientAccountId: '444455556666' }],
    ['10:40:00', { s3BucketName: 'other' }, { resources: [{ ...DOCUMENT[0], id: 'Other' }] }],
  );
  expect((await sessionTranscripts(deps, [session('11:00:00')], BUDGET())).get(SESSION)).toMatchObject({
    bucket: 'right',
  });
});

it('asks for sessions of a shell alone', async () => {
  expect(await sessionTranscripts(storeWith(), [{ ...session('11:00:00'), kind: 'tunnel' }], BUDGET())).toEqual(
    new Map(),
  );
  expect((await sessionTranscripts(storeWith(), [session('11:00:00')], BUDGET())).get(SESSION)).toEqual({
    kind: 'unknown',
  });
});

it('does not look beyond the bound on partitions', async () => {
  const places = await sessionTranscripts(storeWith(), [session('11:00:00')], new PartitionBudget(false, 0));
  expect(places).toEqual(new Map());
});
