import { eventKey } from '../../../lib/core/rows/event-keys';
import type { EventRow, ListedRow } from '../../../lib/core/rows/event-row';
import { termFields, wholeRow } from '../../../lib/core/rows/term-fields';
import { termRows } from '../../../lib/core/rows/term-row';

const LOG_FILE =
  's3://logs/team/AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-2/2026/03/04/111122223333_CloudTrail_us-east-2_20260304T1510Z_AbCdEfGhIjKlMnOp.json.gz';

function row(overrides: Partial<EventRow> = {}): EventRow {
  const event = { eventName: 'StartSession', eventTime: '2026-03-04T15:01:02Z', eventID: 'a1b2', ...overrides };
  return {
    ...event,
    ...eventKey(event as never, new Map()),
    outcome: 'success',
    logFile: LOG_FILE,
    recordIndex: 7,
    recordSha256: 'ab',
    origin: 'delivery',
    indexVersion: 1,
    maskedPaths: [],
    ...overrides,
  };
}

function roundTrip(whole: EventRow): ListedRow | undefined {
  const [term] = termRows(whole, [{ key: 'actor=x', resources: [] }], []);
  return term && wholeRow(term);
}

describe('Terms rows', () => {
  it('leave out what their key and the log file name say again', () => {
    const fields = termFields(row());
    expect(fields).toMatchObject({
      logFileShort: `s3://logs/team/AWSLogs/o-exampleorgid/${LOG_FILE.split('/').at(-1)}`,
      outcome: 'success',
    });
    for (const name of ['eventTime', 'eventID', 'logFile', 'recordIndex']) expect(fields).not.toHaveProperty(name);
  });

  it.each([
    ['an ordinary event', row()],
    ['a conflict', row({ eventTimeId: '2026-03-04T15:01:02Z#a1b2#0123456789abcdef' })],
    ['an ID that a key cannot hold', row({ eventID: 'x#'.repeat(50) })],
    ['a spread name', row({ eventName: 'StartSession#3', marks: { eventName: 'StartSession' } })],
    ['a file on disk', row({ logFile: '/tmp/x/111122223333_CloudTrail_us-east-2_20260304T1510Z_AbCd.json' })],
    ['a key whose folders and name disagree', row({ logFile: LOG_FILE.replace('/2026/03/04/', '/2026/03/05/') })],
    ['a key with an empty folder', row({ logFile: 's3://b/AWSLogs//1_CloudTrail_r_20260304T1510Z_A.json.gz' })],
  ])('give back %s', (_, whole) => {
    const { eventTime: _time, recordIndex: _index, recordSha256: _sha, maskedPaths: _paths, ...told } = whole;
    expect(roundTrip(whole)).toEqual(told);
  });
});
