import { findOne } from '../../../lib/app/ask/find-one';
import { sampleStore } from '../../../lib/app/ask/store-sample';
import { parseWhere } from '../../../lib/core/match/where';
import { auditEvent } from '../../core/rows/events';
import { MemoryReader } from '../memory-reader';

const EVENTS = [
  auditEvent({ eventID: 'old', eventTime: '2024-05-01T12:00:00Z' }),
  auditEvent({ eventID: 'new', eventTime: '2024-05-02T12:00:00Z' }),
  auditEvent({ eventID: 'denied', eventTime: '2024-05-01T18:00:00Z', outcome: 'denied' }),
];

function store(events = EVENTS) {
  const reader = new MemoryReader(events);
  return { reader, deps: { reader, now: () => new Date('2024-06-01T00:00:00Z') } };
}

it('answers from the sample of a store, and reads nothing for it', async () => {
  const { reader, deps } = store();
  const sample = await sampleStore(deps);
  const before = reader.pages.length;
  expect(await findOne(deps, sample, { eventNames: ['StartSession'] })).toMatchObject({ eventID: 'new' });
  expect(await findOne(deps, sample, { denied: true })).toMatchObject({ eventID: 'denied' });
  expect(await findOne(deps, sample, { until: '2024-05-01T12:00:01Z' })).toMatchObject({ eventID: 'old' });
  expect(await findOne(deps, sample, { until: '2024-05-01T12:00:00Z' })).toBe('none');
  expect(await findOne(deps, sample, { actors: ['nobody'] })).toBe('none');
  expect(reader.pages.length).toBe(before);
});

it('asks the store where its sample is a part of it', async () => {
  const { deps } = store();
  const part = { ...(await sampleStore(deps)), events: [], isWhole: false };
  expect(await findOne(deps, part, { eventNames: ['StartSession'] })).toMatchObject({ eventID: 'new' });
  expect(await findOne(deps, part, { eventNames: ['DeleteDocument'] })).toBe('none');
});

it('does not know where finding out would read the whole store, or more than a little', async () => {
  const { reader, deps } = store();
  const part = { ...(await sampleStore(deps)), events: [], isWhole: false };
  expect(await findOne(deps, part, { since: '2024-05-01T00:00:00Z' })).toBe('unknown');
  // 300 rows are 43 pages of this reader: more than are read to answer no.
  for (let each = 0; each < 300; each += 1) reader.addEvent(auditEvent({ eventID: `e-${each}` }));
  expect(await findOne(deps, part, { eventNames: ['StartSession'], accounts: ['999999999999'] })).toBe('unknown');
});

it('looks into records, which the sample does not have', async () => {
  const { deps } = store();
  const sample = await sampleStore(deps);
  const where = (text: string) => findOne(deps, sample, { eventNames: ['StartSession'], where: [parseWhere(text)] });
  expect(await where('eventID=old')).toMatchObject({ eventID: 'old' });
  expect(await where('eventID=other')).toBe('none');
});
