import type { AnswerNote } from '../../../lib/app/completeness/answer-note';
import { coverageNotes } from '../../../lib/app/completeness/coverage';
import type { Trouble, TroubleRequest } from '../../../lib/app/ports/receipt-reader';
import type { EventQuery } from '../../../lib/core/query/event-query';
import { planned } from '../../../lib/core/query/planned-query';
import { quarantineKey } from '../../../lib/core/rows/event-keys';
import { quarantineRow } from '../../../lib/core/rows/event-row';
import { NODE, rowContext } from '../../core/rows/events';
import { receipt } from '../../core/rows/receipts';
import { MemoryReader } from '../memory-reader';

const AGENT = "note: the agent's own traffic is indexed only by instance, event and principal";
const NAMELESS = 'note: this does not find denied calls that do not name the resource';
const TAGGED =
  'note: this does not find calls that named a tag instead of the instance, or denied calls that do not name it';

function readerOf(times: readonly string[], pageRows?: number): MemoryReader {
  const reader = new MemoryReader([], undefined, pageRows);
  times.forEach((time, index) => {
    const sha256 = index.toString(16).padStart(64, '0');
    reader.add(quarantineRow(quarantineKey(time, sha256), 'no eventName', {}, rowContext({ recordSha256: sha256 })));
  });
  return reader;
}

/** A note as one line: its kind, its text, the command that tells more. */
function shown({ kind, text, command }: AnswerNote): string {
  return `${kind}: ${[text, ...(command ?? [])].join(' ')}`;
}

async function notes(
  asked: Partial<EventQuery>,
  reader = readerOf([]),
  trouble: Trouble = { receipts: [], isMore: false },
): Promise<readonly string[]> {
  const receipts = { newest: async () => [], trouble: async () => trouble, hasReceipts: async () => false };
  return (await coverageNotes({ reader, receipts }, planned(asked))).map(shown);
}

it('says nothing where nothing is known to be missing', async () => {
  expect(await notes({ eventNames: ['StartSession'] })).toEqual([]);
  expect(await notes({})).toEqual([]);
});

it.each<[number, boolean, string]>([
  [1, false, 'incomplete: 1 log file failed or unfinished status'],
  [2, false, 'incomplete: 2 log files failed or unfinished status'],
  [1, true, 'incomplete: 1 or more log files failed or unfinished status'],
  [0, true, 'incomplete: log files may have failed or be unfinished status'],
])('counts log files in trouble: %s, more: %s', async (count, isMore, note) => {
  const receipts = Array.from({ length: count }, () => receipt({ state: 'failed' }));
  expect(await notes({}, undefined, { receipts, isMore })).toEqual([note]);
});

it('does not take a file that changed and is indexed for a gap', async () => {
  expect(await notes({}, undefined, { receipts: [receipt({ changed: true })], isMore: false })).toEqual([]);
  const broken = receipt({ changed: true, state: 'failed' });
  expect(await notes({}, undefined, { receipts: [broken], isMore: false })).toHaveLength(1);
});

it('asks for no more than some pages of the list of trouble, as far as what the window holds can have been delivered', async () => {
  const asked: TroubleRequest[] = [];
  const trouble = async (request: TroubleRequest) => {
    asked.push(request);
    return { receipts: [], isMore: false };
  };
  const receipts = { newest: async () => [], trouble, hasReceipts: async () => false };
  await coverageNotes(
    { reader: readerOf([]), receipts },
    planned({ since: '2024-05-01T00:00:00Z', until: '2024-05-02T00:00:00Z' }),
  );
  expect(asked).toEqual([{ since: '2024-05-01T00:00:00Z', until: '2024-06-02T00:00:00Z', maxPages: 4 }]);
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
    count === undefined ? [] : [`incomplete: ${count} in quarantine query --quarantined`],
  );
});

it('says that there are more than a page holds', async () => {
  const reader = readerOf(
    Array.from({ length: 10 }, () => '2024-04-01T00:00:00Z'),
    4,
  );
  expect(await notes({}, reader)).toEqual(['incomplete: 4 or more in quarantine query --quarantined']);
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
  [{ resources: [NODE], accessKeys: ['A'] }, [TAGGED]],
  [{ actors: [NODE], accessKeys: ['A'] }, [AGENT]],
])('names the gaps of the index that %j could touch', async (asked, expected) => {
  expect(await notes(asked)).toEqual(expected);
});

it('counts records that may be anybody’s', async () => {
  const receipts = [receipt({ sourcelessRecords: 2 }), receipt({ sourcelessRecords: 1 })];
  expect(await notes({}, undefined, { receipts, isMore: false })).toEqual([
    "incomplete: records without an event source, which may be anybody's: 3 status",
  ]);
});

it.each<[Partial<EventQuery>, readonly string[]]>([
  [
    {},
    [
      'note: this does not search KMS calls on parameters (--related) and calls that tamper with the stack itself (--guard)',
    ],
  ],
  [{ related: true }, ['note: this does not search calls that tamper with the stack itself (--guard)']],
  [{ related: true, guard: true }, []],
  [{ resources: [NODE] }, [TAGGED]],
])('says what a search for text leaves out: %j', async (asked, expected) => {
  expect(await notes({ ...asked, contains: [() => true] })).toEqual(expected);
});

it('says that older rows have no reason', async () => {
  const reader = readerOf([]);
  reader.older.add('StartSession');
  const asked = { eventNames: ['StartSession'], reasons: ['OPS-7'] };
  expect(await notes(asked, reader)).toEqual([
    'note: rows of an older version of the index have no reason: --contains finds it in their records',
  ]);
  expect(await notes(asked)).toEqual([]);
});
