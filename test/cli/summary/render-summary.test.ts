import { groupsAnswer } from '../../../lib/cli/summary/render-groups';
import { summaryAnswer } from '../../../lib/cli/summary/render-summary';
import { OUTPUT_FORMATS } from '../../../lib/cli/terminal/output';
import type { EventSummary, SummaryHead, SummaryLists } from '../../../lib/core/summary/event-summary';
import { printedText } from '../printed-text';

function summaryOf(overrides: Partial<SummaryHead & SummaryLists> = {}): EventSummary {
  return {
    since: '2024-05-01T00:00:00Z',
    until: null,
    total: 3,
    byEvent: [{ eventName: 'StartSession', count: 3 }],
    byActor: [{ actor: 'alice', actorSource: 'sessionName', count: 3 }],
    byResource: [{ resource: 'i-0123456789abcdef0', kind: 'instance', count: 3 }],
    byOutcome: [{ outcome: 'success', count: 3 }],
    byAddress: [{ sourceIPAddress: '203.0.113.7', count: 3 }],
    byAccount: [{ recipientAccountId: '111122223333', count: 3 }],
    byRegion: [{ awsRegion: 'us-east-1', count: 3 }],
    perHour: [{ start: '2024-05-01T00:00:00Z', count: 3 }],
    ...overrides,
  };
}

const manyEvents = Array.from({ length: 22 }, (_, index) => ({ eventName: `Event${index}`, count: 1 }));

it('cuts a long list in a table, and says by how much, and which flag has the rest', async () => {
  const text = await printedText(summaryAnswer(summaryOf({ byEvent: manyEvents })), 'table');
  expect(text).toContain('Event9\nand 12 more (--output json has all)\n');
  expect(text).not.toContain('Event10');
});

it('has the whole list in every other form', async () => {
  const summary = summaryOf({ byEvent: manyEvents });
  expect(JSON.parse(await printedText(summaryAnswer(summary), 'json'))).toEqual(summary);
  for (const format of ['ndjson', 'csv'] as const) {
    expect((await printedText(summaryAnswer(summary), format)).match(/\bEvent\d+/g)).toHaveLength(manyEvents.length);
  }
});

it('says in each line of a stream which list it is of', async () => {
  const lines = (await printedText(summaryAnswer(summaryOf()), 'ndjson')).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { list: 'byEvent', eventName: 'StartSession', count: 3 },
    { list: 'byActor', actor: 'alice', actorSource: 'sessionName', count: 3 },
    { list: 'byResource', resource: 'i-0123456789abcdef0', kind: 'instance', count: 3 },
    { list: 'byOutcome', outcome: 'success', count: 3 },
    { list: 'byAddress', sourceIPAddress: '203.0.113.7', count: 3 },
    { list: 'byAccount', recipientAccountId: '111122223333', count: 3 },
    { list: 'byRegion', awsRegion: 'us-east-1', count: 3 },
    { list: 'perHour', start: '2024-05-01T00:00:00Z', count: 3 },
  ]);
});

it('shows how a name is known', async () => {
  expect(await printedText(summaryAnswer(summaryOf()), 'table')).toMatch(/3 {2}alice {2}sessionName\s/);
});

it.each(['json', 'ndjson', 'table', 'csv'] as const)(
  'lets no control or reordering character into %s',
  async (format) => {
    const hostile = ['\u001b', '\u202e', '\u009b'];
    const actor = hostile.join('[2J');
    const text = await printedText(summaryAnswer(summaryOf({ byActor: [{ actor, count: 1 }] })), format);
    expect(hostile.filter((character) => text.includes(character))).toEqual([]);
  },
);

it('shows in a table when each value was first and last seen', async () => {
  const seen = { first: '2024-05-01T00:01:02Z', last: '2024-05-01T00:59:59Z' };
  const summary = summaryOf({ byEvent: [{ eventName: 'StartSession', count: 3, ...seen }] });
  const text = await printedText(summaryAnswer(summary), 'table');
  expect(text).toMatch(/3 {2}StartSession {2}2024-05-01 00:01 {2}2024-05-01 00:59\n/);
});

it.each([undefined, '111122223333'])('has these times under their titles where the account is %s', async (account) => {
  const seen = { first: '2024-05-01T00:01:02Z', last: '2024-05-01T00:59:59Z' };
  const named = account === undefined ? {} : { account };
  const summary = summaryOf({
    byActor: [{ actor: 'alice', actorSource: 'sessionName', count: 3, ...named, ...seen }],
    byResource: [{ resource: 'i-0123456789abcdef0', kind: 'instance', count: 3, ...named, ...seen }],
  });
  const lines = (await printedText(summaryAnswer(summary), 'table')).split('\n');
  for (const title of ['WHO', 'ON WHAT']) {
    const at = lines.findIndex((line) => line.includes(`COUNT  ${title} `));
    const [titles = '', row = ''] = lines.slice(at, at + 2);
    expect(row.slice(titles.indexOf('FIRST'))).toBe('2024-05-01 00:01  2024-05-01 00:59');
  }
});

it('says below a list for which column a narrow terminal has no room', () => {
  const seen = { first: '2024-05-01T00:01:02Z', last: '2024-05-01T00:59:59Z' };
  const byActor = ['userName', 'sourceIdentity'].map((actorSource) => {
    const account = '111122223333';
    return { actor: 'mateo.jackson', actorSource, account, count: 3, ...seen } as const;
  });
  const answer = summaryAnswer(summaryOf({ byActor }));
  const tableIn = (width: number) => answer.table([], { width, colour: false });
  expect(tableIn(80)).toContain('\nno room for KNOWN BY (--output json has all)\n');
  expect(tableIn(120)).not.toContain('no room');
});

it('keeps a formula out of a spreadsheet', async () => {
  const groups = { since: null, until: null, total: 1, groups: [{ userAgent: '=cmd()', count: 1 }] };
  expect(await printedText(groupsAnswer(groups, ['userAgent']), 'csv')).toBe(
    "userAgent,count,first,last\r\n'=cmd(),1,,\r\n",
  );
});

it('shows an absent value as a dash in a table and as nothing elsewhere', async () => {
  const groups = { since: null, until: null, total: 1, groups: [{ count: 1 }] };
  const [table, json, ndjson, csv] = await Promise.all(
    OUTPUT_FORMATS.map((format) => printedText(groupsAnswer(groups, ['errorCode']), format)),
  );
  expect(table).toMatch(/COUNT {2}errorCode\n {4}1 {2}-\n/);
  expect(JSON.parse(json ?? '')).toEqual(groups);
  expect(ndjson).toBe('{"count":1}\n');
  expect(csv).toBe('errorCode,count,first,last\r\n,1,,\r\n');
});
