import { eventsAnswer } from '../../../lib/cli/query/render-events';
import { readRecordAttribute } from '../../../lib/core/rows/record-attribute';
import { storedEvent } from '../../../lib/core/rows/stored-event';
import { CASES, CORE, FORMS, ITEMS, secretiveRecord } from '../../app/index/secretive-records';
import { rowOfRecord } from '../../functions/alerting';
import { printedText } from '../printed-text';

describe.each(CASES)('what is masked, its name %s', (_, spelt) => {
  it.each(FORMS)('is in no cell of CSV: $form', async (form) => {
    const found = ITEMS.map((item) => {
      const row = rowOfRecord(secretiveRecord(item, spelt, form));
      return { event: storedEvent(row), record: readRecordAttribute(row.record) };
    });
    const cells = await printedText(eventsAnswer(found, true), 'csv');
    expect(cells.match(/\*\*\*masked:/g)?.length).toBeGreaterThanOrEqual(ITEMS.length);
    expect(cells).not.toContain(CORE);
  });
});
