import { CASES, CORE, FORMS, ITEMS, secretiveRecord } from '../../app/index/secretive-records';
import { topic } from '../../core/alerts/observed-events';
import { Alerting, insertions, rowOfRecord } from '../alerting';

let alerting: Alerting;

beforeAll(async () => {
  alerting = await Alerting.start();
});

afterAll(() => alerting.stop());

it('what is masked is in no log line of alerting, whatever becomes of the alerts', async () => {
  await alerting.subscribe('all');
  const handler = alerting.handler([], [topic({ name: 'all', events: ['*'] }), topic({ name: 'gone', events: ['*'] })]);
  const forms = CASES.flatMap(([, spelt]) => FORMS.map((form) => ({ spelt, form })));
  const records = forms.flatMap(({ spelt, form }, at) => {
    const item = ITEMS[at % ITEMS.length];
    return item === undefined ? [] : [secretiveRecord(item, spelt, form)];
  });
  await handler(insertions(...records.map((record) => rowOfRecord(record))));
  expect(alerting.log.length).toBeGreaterThan(0);
  expect(alerting.log.join('')).not.toContain(CORE);
});
