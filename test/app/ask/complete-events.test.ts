import { completeEvent, isPartial } from '../../../lib/app/ask/complete-events';
import { MemoryTables } from '../memory-tables';
import { indexedRow } from './indexed-row';

const IDS = Array.from({ length: 200 }, (_, index) => `i-${String(index).padStart(17, '0')}`);
const MANY = { eventName: 'SendCommand', requestParameters: { documentName: 'AWS-RunShellScript', instanceIds: IDS } };

/** The row of a call on more nodes than a row lists, as it comes back from the table. */
async function partialRow() {
  const tables = new MemoryTables();
  const row = indexedRow(MANY);
  await tables.putNew(row);
  const [stored = row] = await tables.rows([row]);
  return stored;
}

it('is partial where resources, mentions or fields were left out, and only then', () => {
  const row = indexedRow();
  expect(isPartial(row)).toBe(false);
  expect(isPartial({ ...row, marks: { resourcesOmitted: 1 } })).toBe(true);
  expect(isPartial({ ...row, marks: { mentionsOmitted: 1 } })).toBe(true);
  expect(isPartial({ ...row, fieldsOmitted: ['userAgent'] })).toBe(true);
});

it('reads everything that a call touched from its record', async () => {
  const row = await partialRow();
  expect(isPartial(row)).toBe(true);
  const { event, isComplete } = completeEvent(row);
  expect(isComplete).toBe(true);
  expect(event.resources?.map(({ id }) => id)).toEqual(expect.arrayContaining(IDS));
  expect(event).not.toHaveProperty('resourcesOmitted');
});

it('says that there is more where the record is in the log file alone, or cannot be read', async () => {
  const { record: _, ...row } = await partialRow();
  for (const each of [row, { ...row, record: Buffer.from('no gzip') }]) {
    const { event, isComplete } = completeEvent(each);
    expect(isComplete).toBe(false);
    expect(event.resources?.length).toBeLessThan(IDS.length);
    expect(event.resourcesOmitted).toBeGreaterThan(0);
  }
});

it('leaves a row that has all of its event alone, whatever its record is', () => {
  const row = { ...indexedRow(), record: Buffer.from('no gzip') };
  expect(completeEvent(row)).toMatchObject({ isComplete: true, event: { eventName: row.eventName } });
});
