import { CASES, CORE, FORMS, ITEMS, secretiveRecord } from '../../app/index/secretive-records';
import { logFile, logKey } from '../../log-records';
import { Ingestion } from '../ingestion';

let ingestion: Ingestion;

beforeAll(async () => {
  ingestion = await Ingestion.start();
});

afterAll(() => ingestion.stop());

it('what is masked is in no log line of ingestion, also where a record goes to quarantine', async () => {
  const forms = CASES.flatMap(([, spelt]) => FORMS.map((form) => ({ spelt, form })));
  const records = forms.flatMap(({ spelt, form }, at) => {
    const item = ITEMS[at % ITEMS.length];
    const record = item === undefined ? {} : secretiveRecord(item, spelt, form);
    return [record, { ...record, eventTime: 'never', eventID: `untimed-${at}` }];
  });
  const key = logKey();
  await ingestion.bucket.put(key, logFile(records));
  expect(await ingestion.receive([ingestion.announcement(key)])).toEqual([]);
  expect(ingestion.log.join('')).toContain(key);
  expect(ingestion.log.join('')).not.toContain(CORE);
});
