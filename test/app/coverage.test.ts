import { coverageNotes } from '../../lib/app/coverage';
import { EVERYTHING, type EventQuery } from '../../lib/core/query/event-query';
import { NO_COUNTS, type Receipt } from '../../lib/core/rows/delivery-row';
import { quarantineKey } from '../../lib/core/rows/event-keys';
import { quarantineRow } from '../../lib/core/rows/event-row';
import { NODE, rowContext } from '../core/rows/events';
import { MemoryReader } from './memory-reader';

const AGENT = "the agent's own traffic is indexed by instance, event and principal alone";
const NAMELESS = 'calls that were refused without naming the resource are not found by it';
const TAGGED = 'calls that named a tag instead of the instance, or were refused without naming it, are not found by it';

function readerOf(times: readonly string[], pageRows?: number): MemoryReader {
  const reader = new MemoryReader([], undefined, pageRows);
  times.forEach((time, index) => {
    const sha256 = index.toString(16).padStart(64, '0');
    reader.add(quarantineRow(quarantineKey(time, sha256), 'no eventName', {}, rowContext({ recordSha256: sha256 })));
  });
  return reader;
}

function notes(asked: Partial<EventQuery>, reader = readerOf([]), troubled = 0): Promise<readonly string[]> {
  const receipt: Receipt = {
    ...NO_COUNTS,
    folder: 'f',
    fileName: 'n',
    logFile: 'l',
    state: 'failed',
    bytes: 0,
    origin: 'delivery',
    indexVersion: 1,
    finishedAt: '2024-05-01T12:00:00Z',
  };
  const receipts = { newest: async () => [], trouble: async () => Array.from({ length: troubled }, () => receipt) };
  return coverageNotes({ reader, receipts }, { ...EVERYTHING, ...asked });
}

it('says nothing where nothing is known to be missing', async () => {
  expect(await notes({ eventNames: ['StartSession'] })).toEqual([]);
  expect(await notes({})).toEqual([]);
});

it('counts log files in trouble', async () => {
  expect(await notes({}, undefined, 1)).toEqual(['1 log file failed or unfinished (ssm-audit status)']);
  expect(await notes({}, undefined, 2)).toEqual(['2 log files failed or unfinished (ssm-audit status)']);
});

it.each<[string, Partial<EventQuery>, string | undefined]>([
  ['all', {}, '3'],
  [
    'those from the window on, whose own time may be earlier, and those of no time',
    { since: '2024-05-01T00:00:00Z', until: '2024-05-02T00:00:00Z' },
    '2',
  ],
  ['those of no time once', { since: '1970-01-01T00:00:00Z' }, '3'],
  ['none where they are the answer', { quarantined: true }, undefined],
])('counts quarantined records: %s', async (_, asked, count) => {
  const reader = readerOf(['2024-04-01T00:00:00Z', '2024-06-01T00:00:00Z', '1970-01-01T00:00:00Z']);
  expect(await notes(asked, reader)).toEqual(
    count === undefined ? [] : [`${count} in quarantine (ssm-audit query --quarantined)`],
  );
});

it('says that there are more than a page holds', async () => {
  const reader = readerOf(
    Array.from({ length: 10 }, () => '2024-04-01T00:00:00Z'),
    4,
  );
  expect(await notes({}, reader)).toEqual(['4 or more in quarantine (ssm-audit query --quarantined)']);
});

it.each<[Partial<EventQuery>, readonly string[]]>([
  [{ roles: ['R'] }, [AGENT]],
  [{ accessKeys: ['A'] }, [AGENT]],
  [{ eventIds: ['e'] }, [AGENT]],
  [{ sourceAddresses: ['203.0.113.7'] }, [AGENT]],
  [{ actors: [NODE] }, [AGENT]],
  [{ actors: ['alice'] }, []],
  [{ roles: ['R'], noAgent: true }, []],
  [{ roles: ['R'], denied: true }, []],
  [{ resources: [NODE] }, [TAGGED]],
  [{ resources: [`arn:aws:ec2:eu-west-1:1:instance/${NODE}`] }, [TAGGED]],
  [{ resources: ['/prod/db'] }, [NAMELESS]],
  [{ resources: ['AWS-GatherSoftwareInventory'] }, [AGENT, NAMELESS]],
  [{ resources: [NODE], accessKeys: ['A'] }, [AGENT, TAGGED]],
])('names the gaps of the index that %j could touch', async (asked, expected) => {
  expect(await notes(asked)).toEqual(expected);
});
