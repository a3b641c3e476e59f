import { gzipSync } from 'node:zlib';
import { CaughtEvents } from '../../../lib/app/alert/caught-events';
import { readKeptCatch } from '../../../lib/app/alert/kept-catch';
import { PackJudge } from '../../../lib/app/alert/pack-judge';
import { INDEX_EVERYTHING, indexRecord } from '../../../lib/app/index/index-record';
import type { JsonObject } from '../../../lib/core/record/json';
import { CorruptRows } from '../../../lib/core/rows/corrupt-rows';
import type { EventRow } from '../../../lib/core/rows/event-row';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { compilePack } from '../../../lib/core/rules/packed/compiled-pack';
import { PackRules } from '../../../lib/core/rules/packed/rule-pack';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { configuration } from '../../core/alerts/observed-events';
import { auditEvent, rowOf } from '../../core/rows/events';
import { PACK_NAMES, ruleTextOf } from '../../core/rules/pack-files';
import { ruleText } from '../../core/rules/rule-text';
import { MemoryReader } from '../memory-reader';

const PACK = compilePack(PACK_NAMES.map((file) => ({ file, text: ruleTextOf(file) })));
const SMALL = compilePack([
  {
    file: 'a.yml',
    text: [
      ruleText('s: {eventName: StartSession, requestParameters.target: i-1}\ncondition: s', { id: 'one' }),
      ruleText('s: {eventName: StartSession}\ncondition: s', { id: 'any' }),
      ruleText('s: {eventName: A rather long name of a call that does not fit}\ncondition: s', { id: 'long' }),
    ].join('---\n'),
  },
]);

function rowWith(record: EventRow['record'], changed: Partial<EventRow> = {}): EventRow {
  const row = rowOf(auditEvent(), { eventName: 'StartSession', requestParameters: { target: 'i-1' } });
  const { record: _, ...rest } = row;
  return { ...rest, ...(record && { record }), ...changed };
}

const RECORD = { eventName: 'StartSession', requestParameters: { target: 'i-1' } };
const judge = new PackJudge(SMALL, 'f1');

it('keeps who judged, and the ids of the rules that catch the record of a row, packed or not', () => {
  expect(judge.judge(rowWith(RECORD))).toBe('["f1","one","any"]');
  expect(judge.judge(rowWith(gzipSync(JSON.stringify(RECORD))))).toBe('["f1","one","any"]');
  expect(judge.judge(rowWith({ eventName: 'GetParameter' }, { eventName: 'GetParameter' }))).toBe('["f1"]');
});

it('asks for the rules of the name that an event has, not of what its key has of it', () => {
  const eventName = 'A rather long name of a call that does not fit';
  expect(judge.judge(rowWith({ eventName }, { eventName: 'odd', marks: { eventName } }))).toBe('["f1","long"]');
  expect(judge.judge(rowWith(RECORD, { eventName: 'StartSession#2' }))).toBe('["f1","one","any"]');
});

it('says nothing of a row without a record, of one in quarantine, and of one that no rule could be evaluated on', () => {
  expect(judge.judge(rowWith(undefined))).toBeUndefined();
  expect(judge.judge(rowWith(RECORD, { quarantineReason: 'no eventTime' }))).toBeUndefined();
  const hostile = {
    eventName: 'StartSession',
    get requestParameters(): never {
      throw new Error('cannot be read');
    },
  };
  expect(judge.judge(rowWith(hostile))).toBeUndefined();
  expect(() => judge.judge(rowWith(Buffer.from('no gzip')))).toThrow('contains no record');
});

/** The rows of all samples. */
function sampleRows(): readonly EventRow[] {
  const source = { origin: 'delivery', deliveredAt: undefined, now: new Date('2026-03-09T00:00:00Z') } as const;
  return sampleDeliveries().flatMap(({ key, body }) => {
    const { Records } = JSON.parse(String(body)) as { Records: readonly JsonObject[] };
    return Records.flatMap((record, recordIndex) => {
      const place = { logFile: key, recordIndex, recordSha256: `${key} ${recordIndex}` };
      const indexed = indexRecord(record, place, source, INDEX_EVERYTHING);
      return typeof indexed === 'string' ? [] : [indexed.row];
    });
  });
}

it('finds of each sample what is found when its row is read', async () => {
  const rows = sampleRows();
  const reader = new MemoryReader();
  for (const row of rows) reader.add(row);
  const pack = new PackRules(PACK);
  const judgedBy = { rulesFor: pack.for.bind(pack), configuration: configuration() };
  const found = rows.map((row) => ({ event: storedEvent(row) }));
  const caught = await new CaughtEvents({ reader, judgedBy, corrupt: new CorruptRows() }).of(found);
  const packJudge = new PackJudge(PACK, 'f1');
  const kept = rows.map((row) => readKeptCatch(packJudge.judge(row) ?? '')?.ids.toSorted());
  expect(kept).toEqual(found.map(({ event: { ref } }) => (caught.get(ref) ?? []).map(({ id }) => id).sort()));
  expect(caught.size).toBeGreaterThan(30);
});
