import type { DeliveredDay } from '../../../lib/app/status/deliveries-by-day';
import { byDayAnswer, missingDays } from '../../../lib/cli/status/render-status-by-day';
import { spanOf, type VerdictCheck } from '../../../lib/cli/verdict/verdict-check';
import { printedText } from '../printed-text';

const SCOPE = { since: '2024-05-01T00:00:00Z', until: '2024-05-31T00:00:00Z', accounts: [], regions: [] };
const CHECK: VerdictCheck = {
  version: '1',
  store: { local: '/x' },
  window: { deliveryTime: spanOf(SCOPE), eventTime: { from: null, to: null } },
  checkedAt: '2024-06-01T00:00:00.000Z',
  askedBy: 'somebody',
};

function day(number: number, files: number, unfinished = 0): DeliveredDay {
  const apart = { relatedRecords: 0, guardRecords: 1 };
  const counts = { files, unfinished, records: files * 10, ssmRecords: files, ...apart, quarantined: 0 };
  return { day: `2024-05-0${number}`, account: '111122223333', region: 'eu-west-1', ...counts };
}

it('is a row a day, in a document that says by whom and when', async () => {
  const answer = byDayAnswer([day(1, 2)], CHECK);
  expect(JSON.parse(await printedText(answer, 'json'))).toEqual({ check: CHECK, days: [day(1, 2)] });
  expect(JSON.parse(await printedText(answer, 'ndjson'))).toEqual(day(1, 2));
  expect(await printedText(answer, 'csv')).toBe(
    'day,account,region,files,unfinished,records,ssmRecords,relatedRecords,guardRecords,quarantined\r\n2024-05-01,111122223333,eu-west-1,2,0,20,2,0,1,0\r\n',
  );
  expect(await printedText(answer, 'table')).toMatch(/^111122223333 eu-west-1\nDAY \(UTC\) .*\n2024-05-01 {6}2 /);
});

it('names the days without a log file, and those that are not indexed to their end', () => {
  expect(missingDays([day(1, 2), day(2, 0), day(3, 4, 1)], SCOPE)).toEqual([
    '111122223333 eu-west-1: no log file was delivered on 2024-05-02',
    '111122223333 eu-west-1: log files are not indexed to their end on 2024-05-03',
  ]);
  expect(missingDays([day(1, 2)], SCOPE)).toEqual([]);
});

it('names a few of many days, and says that of nothing nothing is known', () => {
  const [text] = missingDays(
    Array.from({ length: 9 }, (_, index) => day(index + 1, 0)),
    SCOPE,
  );
  expect(text).toContain('2024-05-05 and 4 more days');
  expect(missingDays([], { ...SCOPE, regions: ['us-east-1'] })).toEqual(['no log file of us-east-1 is indexed here']);
});

it('takes no longer for a day because there are many', () => {
  const days = Array.from({ length: 200_000 }, () => day(1, 0));
  const before = process.cpuUsage();
  expect(missingDays(days, SCOPE)).toHaveLength(1);
  // In microseconds. Where each day copies those before it, this is a minute.
  expect(process.cpuUsage(before).user).toBeLessThan(3_000_000);
});
