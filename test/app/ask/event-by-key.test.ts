import { eventByKey } from '../../../lib/app/ask/event-by-key';
import { MemoryReader } from '../memory-reader';
import { indexedRow } from './indexed-row';

const reader = new MemoryReader();

it('gives the event under a key with its record, and what is masked in it', async () => {
  const row = indexedRow({
    eventName: 'PutParameter',
    requestParameters: { name: '/prod/db', value: 'a secret value' },
  });
  reader.add(row);
  const found = await eventByKey(reader, row);
  expect(found).toMatchObject({
    event: { eventName: 'PutParameter', eventID: row.eventID },
    record: { requestParameters: { name: '/prod/db' } },
    maskedPaths: ['requestParameters.value'],
  });
  expect(JSON.stringify(found)).not.toContain('a secret value');
});

it('gives a call on many nodes with all of them', async () => {
  const instanceIds = Array.from({ length: 200 }, (_, index) => `i-${String(index).padStart(17, '0')}`);
  const row = indexedRow({ eventName: 'SendCommand', requestParameters: { documentName: 'Run', instanceIds } });
  reader.add(row);
  expect((await eventByKey(reader, row))?.event.resources?.map(({ id }) => id)).toEqual(
    expect.arrayContaining(instanceIds),
  );
});

it('gives no record where the row has none, and nothing where no row is', async () => {
  const { record: _, ...row } = indexedRow();
  reader.add(row);
  expect(await eventByKey(reader, row)).not.toHaveProperty('record');
  expect(await eventByKey(reader, { ...row, eventTimeId: 'another' })).toBeUndefined();
});
