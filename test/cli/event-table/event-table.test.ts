import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { CaughtBy } from '../../../lib/app/alert/severest-first';
import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { EventTable, type EventTableOptions } from '../../../lib/cli/event-table/event-table';
import { localClock, UTC } from '../../../lib/cli/render/clock';
import { displayWidth } from '../../../lib/cli/render/display-width';
import type { AuditEvent } from '../../../lib/core/event/audit-event';
import type { Level } from '../../../lib/core/rules/rule';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { alertRule } from '../../core/alerts/observed-events';
import { anyCharacter } from '../../core/text/any-character';
import { foundEvent, HOSTILE_TEXT } from '../found-events';

const WIDTHS = [80, 100, 120, 200];

/** What no row can do without: a handle with a gap beside it. A row of the agent's has a reference. */
const HANDLE = '  dec2b342'.length;
const REFERENCE = '  UpdateInstanceInformation/sct2o0#dec2b342'.length;

function table(width: number, more: Partial<EventTableOptions> = {}): EventTable {
  return new EventTable({
    screen: { width, colour: false },
    clock: UTC,
    asked: [],
    refsBy: 'handle',
    withRecord: false,
    ...more,
  });
}

/** What catches events: one rule each, of a level. */
function caughtAt(...levels: readonly (readonly [FoundEvent, Level])[]): ReadonlyMap<string, CaughtBy> {
  return new Map(levels.map(([{ event }, level]) => [event.ref, [alertRule({ level })]]));
}

function linesOf(text: string): readonly string[] {
  return text.trimEnd().split('\n');
}

function eventOf(at: number, overrides: Partial<AuditEvent> = {}): FoundEvent {
  const eventID = `${(0xdec00000 + at).toString(16)}-970d-4214-be57-5e2000e9b41d`;
  return foundEvent({ eventID, ...overrides });
}

describe('the head', () => {
  it('says once what all rows share', () => {
    const [head, titles, ...rows] = linesOf(table(120).page([eventOf(1), eventOf(2)]));
    expect(head).toBe(
      '2024-05-01, Wednesday; times in UTC; account 111122223333; region eu-west-1; by alice (session name); from 203.0.113.7',
    );
    expect(titles).toBe('* can have changed something');
    expect(rows).toEqual([
      'TIME      EVENT         OUTCOME  ON WHAT              REF',
      '12:00:00 *StartSession  success  i-0123456789abcdef0  dec00001',
      '12:00:00 *StartSession  success  i-0123456789abcdef0  dec00002',
    ]);
  });

  it('leaves to a single row who called from where', () => {
    const text = table(120).page([eventOf(1)]);
    expect(text).toContain('region eu-west-1; * can');
    expect(text).toMatch(/ alice \(session name\) .* 203\.0\.113\.7 +dec00001\n$/);
  });

  it('has the day of one day, and headings where rows span days', () => {
    const days = ['2024-05-02T00:00:00Z', '2024-05-01T23:59:59Z', '2024-05-01T00:00:00Z'];
    const lines = linesOf(table(80).page(days.map((eventTime, at) => eventOf(at, { eventTime }))));
    expect(lines[0]).toMatch(/^times in UTC; /);
    expect(lines.filter((line) => /day$/.test(line))).toEqual(['2024-05-02, Thursday', '2024-05-01, Wednesday']);
  });

  it('names the columns that have no room', () => {
    const addresses = ['2001:db8:1111:2222:3333:4444:5555:6666', '203.0.113.1'];
    const rows = addresses.map((sourceIPAddress, at) => eventOf(at, { sourceIPAddress, actor: `person-${at}` }));
    expect(table(80).page(rows)).toContain('no room for FROM (--wide shows all)');
    expect(table(200).page(rows)).toContain(addresses[0]);
  });
});

describe('later pages', () => {
  it('keep the columns while they do', () => {
    const pages = table(80);
    expect(linesOf(pages.page([eventOf(1), eventOf(2)]))).toHaveLength(5);
    expect(linesOf(pages.page([eventOf(3)]))).toHaveLength(1);
  });

  it('say what a mark means as soon as there is one', () => {
    const pages = table(120);
    pages.page([eventOf(1, { readOnly: true })]);
    expect(pages.page([eventOf(2)])).toContain('* can have changed something');
  });

  it('get a new head where rows share less, and never one that shares more', () => {
    const pages = table(120);
    pages.page([eventOf(1), eventOf(2)]);
    const [blank, head, ...rest] = linesOf(pages.page([eventOf(3, { awsRegion: 'us-east-1' })]));
    expect([blank, head]).toEqual([
      '',
      'times in UTC; account 111122223333; by alice (session name); from 203.0.113.7; * can have changed something',
    ]);
    expect(rest.join('\n')).toMatch(/REGION +REF\n.* us-east-1 +dec00003$/);
    expect(linesOf(pages.page([eventOf(4, { awsRegion: 'us-east-1' })]))).toHaveLength(1);
  });

  it('begin a day with a heading', () => {
    const pages = table(80);
    pages.page([eventOf(1), eventOf(2)]);
    expect(pages.page([eventOf(3, { eventTime: '2024-04-30T10:00:00Z' })])).toMatch(/^2024-04-30, Tuesday\n10:00:00 /);
  });
});

describe('the edge', () => {
  const [first, second] = [eventOf(1), eventOf(2)];

  it('has the level of the severest rule that catches a row, and the head says what that means', () => {
    const lines = linesOf(table(120).page([first, second], caughtAt([second, 'high'])));
    expect(lines.slice(1)).toEqual([
      '* can have changed something; C H M L I: a rule of that level catches it (critical to informational)',
      '  TIME      EVENT         OUTCOME  ON WHAT              REF',
      '  12:00:00 *StartSession  success  i-0123456789abcdef0  dec00001',
      'H 12:00:00 *StartSession  success  i-0123456789abcdef0  dec00002',
    ]);
  });

  it('begins with the page that needs it, below a head that tells of it, and stays', () => {
    const pages = table(120);
    pages.page([first]);
    const lines = linesOf(pages.page([second], caughtAt([second, 'critical'])));
    expect(lines.slice(-2)).toEqual([
      expect.stringMatching(/^ {2}TIME /),
      expect.stringMatching(/^C 12:00:00 .* dec00002$/),
    ]);
    expect(lines.join('\n')).toContain('C H M L I: ');
    expect(pages.page([eventOf(3)])).toMatch(/^ {2}12:00:00 .* dec00003\n$/);
  });
});

describe('a row', () => {
  it('has the code of an error whole, however narrow its column is', () => {
    const errorCode = 'MaxDocumentSizeExceededForThisVeryLongName';
    const failed = eventOf(1, { outcome: 'failed', errorCode });
    const rows = [failed, ...Array.from({ length: 9 }, (_, at) => eventOf(at + 2))];
    for (const width of WIDTHS) expect(table(width).page(rows)).toContain(errorCode);
  });

  it('says who did what to what was asked for, and how it ended in a word, where the code has no room', () => {
    const asked = '/orders/production/db-password';
    const failed = { resources: [{ id: asked, kind: 'parameter', relation: 'target' }] } as const;
    const taken = { outcome: 'failed', errorCode: 'ParameterAlreadyExists', eventName: 'PutParameter' } as const;
    const rows = [
      eventOf(1, { ...failed, ...taken, actor: 'mateo.jackson' }),
      eventOf(2, { ...failed, outcome: 'denied', errorCode: 'AccessDenied', actor: 'ana.lopez' }),
    ];
    const [first = '', second = ''] = linesOf(table(80, { asked: [asked] }).page(rows)).slice(-2);
    expect(first).toMatch(/^12:00:00 +\S{8,} {2}mateo.* {2}failed +\/orders\/production\/db-password +dec00001$/);
    expect(second).toMatch(/^12:00:00 +\S{8,} {2}ana\..* {2}denied +\/orders\/production\/db-password +dec00002$/);
    expect(table(120, { asked: [asked] }).page(rows)).toContain(' ParameterAlreadyExists ');
  });

  it('has the reason of a record in quarantine', () => {
    const { event } = eventOf(1);
    const { eventName: _, outcome: _outcome, ...lost } = event;
    const ref = '_quarantine/1970-01-01T00:00:00Z#ee89a578ec4d28664e';
    const inQuarantine: FoundEvent = { event: { ...lost, ref, quarantineReason: 'no eventTime' } };
    expect(table(80).page([inQuarantine])).toMatch(/ no eventTime {2}\S+#ee89a578/);
  });

  it('says whose event it is, and how to ask for it, where no handle leads to it', () => {
    const [, , , row] = linesOf(table(120).page([eventOf(1, { agent: true, actor: 'i-1' }), eventOf(2)]));
    expect(row).toMatch(
      /^12:00:00 {2}i-1 .* {2}StartSession\/2024-05-01T12:00:00Z#dec00001-970d-4214-be57-5e2000e9b41d$/,
    );
  });

  it('cuts a code that is longer than any of AWS, and leaves the rest of the row its room', () => {
    const errorCode = `Crowd${'x'.repeat(500)}Out`;
    const rows = [eventOf(1, { outcome: 'failed', errorCode }), eventOf(2, { actor: 'bob' })];
    for (const width of WIDTHS) {
      const row = linesOf(table(width).page(rows)).find((line) => line.endsWith('dec00001'));
      expect(row).toMatch(/^12:00:00.* Crowdx+…x+Out /);
    }
  });

  it('says from where a call came beside a shortened reference, where the whole one has no room for that', () => {
    const agent = { agent: true, eventName: 'UpdateInstanceInformation' } as const;
    const rows = [
      eventOf(1, { ...agent, actor: 'i-1', sourceIPAddress: '203.0.113.1', awsRegion: 'us-east-1' }),
      eventOf(2, { ...agent, actor: 'i-2', sourceIPAddress: '203.0.113.2', awsRegion: 'us-east-2' }),
    ];
    expect(table(120).page(rows)).toMatch(/^12:00:00 {2}i-1 .* 203\.0\.113\.1 +us-east-1 +\S+\/sct2o0#dec00001$/m);
    expect(table(200).page(rows)).toMatch(/^12:00:00 {2}i-1 .* 203\.0\.113\.1 +us-east-1 +\S+Z#dec00001-\S+$/m);
  });

  it('shortens a reference that the width has no room for', () => {
    const agent = eventOf(1, { agent: true, eventName: 'UpdateInstanceInformation' });
    const text = table(80, { asked: ['i-0123456789abcdef0'] }).page([agent]);
    expect(text).toMatch(/^12:00:00 {2}i-0123456789abcdef0 {2}UpdateInstanceInformation\/sct2o0#dec00001$/m);
  });

  it('shows a time of the local zone, and both hours that a clock shows twice', () => {
    const clock = localClock('Europe/Berlin');
    const times = ['2026-10-25T01:30:00Z', '2026-10-25T00:30:00Z'];
    const lines = linesOf(table(80, { clock }).page(times.map((eventTime, at) => eventOf(at, { eventTime }))));
    expect(lines[0]).toMatch(/^times in Europe\/Berlin; /);
    expect(lines.filter((line) => /^2026|^02:30/.test(line)).map((line) => line.slice(0, 31))).toEqual([
      '2026-10-25, Sunday (UTC+01:00)',
      '02:30:00 *StartSession  success',
      '2026-10-25, Sunday (UTC+02:00)',
      '02:30:00 *StartSession  success',
    ]);
  });

  it('is coloured on a terminal, and says the same without', () => {
    const rows = [eventOf(1), eventOf(2, { outcome: 'denied', errorCode: 'AccessDenied' })];
    const caught = caughtAt([eventOf(1), 'medium']);
    const coloured = table(120, { screen: { width: 120, colour: true } }).page(rows, caught);
    expect(coloured).toContain('\u001b[31m');
    expect(coloured).toContain('\u001b[33mM\u001b[39m');
    expect(stripVTControlCharacters(coloured)).toBe(table(120).page(rows, caught));
  });
});

/** Text as logs and attackers have it. */
const TEXT = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: anyCharacter, maxLength: 300 }),
  fc.constantFrom(
    HOSTILE_TEXT,
    '日本語'.repeat(20),
    '👨‍👩‍👧🏽🇩🇪🫠'.repeat(9),
    `a${'\u0301'.repeat(500)}`,
    'שלום עולם',
    'arn:aws:sts::111122223333:assumed-role/Operator/ana.lopez@example.com',
    '2001:db8:1111:2222:3333:4444:5555:6666',
    'x'.repeat(2_000),
  ),
);

const NAME = fc.oneof(fc.constantFrom('GetParameter', 'StartSession', 'DescribeInstanceInformation'), TEXT);

/** Resources that a person may ask for, some of them longer than a terminal is wide. */
const ASKED = fc.constantFrom(
  'i-0123456789abcdef0',
  'AWS-RunShellScript',
  '/orders/production/database/primary/password-of-reports',
  `/deep${'/path'.repeat(30)}`,
  '/パラメータ/本番/データベース',
);

const DIGITS = fc.integer({ min: 0x10000000, max: 0xffffffff });

const EVENT = fc.record({
  eventName: NAME,
  digits: DIGITS,
  second: fc.integer({ min: 0, max: 10_000_000 }),
  actor: fc.option(TEXT, { nil: undefined }),
  userIdentityArn: TEXT,
  awsRegion: fc.option(fc.constantFrom('eu-west-1', 'us-gov-east-1'), { nil: undefined }),
  recipientAccountId: fc.constantFrom('111122223333', '444455556666'),
  sourceIPAddress: TEXT,
  outcome: fc.constantFrom('success', 'success', 'denied', 'failed', 'throttled'),
  errorCode: fc.constantFrom('AccessDenied', 'MaxDocumentSizeExceeded', 'com.amazonaws.ssm#Throttled'),
  others: fc.array(TEXT, { maxLength: 4 }),
  isAgent: fc.boolean(),
  caught: fc.constantFrom<Level | undefined>(undefined, undefined, 'high'),
});

type Generated = typeof EVENT extends fc.Arbitrary<infer Value> ? Value : never;

function generated(
  { digits, second, outcome, errorCode, others, isAgent, ...fields }: Generated,
  asked: string,
): FoundEvent {
  const { actor, awsRegion, caught: _, ...rest } = fields;
  return foundEvent({
    ...rest,
    ...(actor !== undefined && { actor }),
    ...(awsRegion !== undefined && { awsRegion }),
    eventID: `${digits.toString(16)}-970d-4214-be57-5e2000e9b41d`,
    eventTime: new Date(1_700_000_000_000 + second * 1_000).toISOString().replace('.000Z', 'Z'),
    outcome: outcome as 'success',
    ...(outcome !== 'success' && { errorCode }),
    // The agent's own calls have names of their own.
    ...(isAgent && { agent: isAgent, eventName: 'UpdateInstanceInformation' }),
    resources: [...others, asked].map((id) => ({ id, kind: 'other', relation: 'target' }) as const),
  });
}

it('fits any events into any width: each in one row, with what was asked for and what leads to it', () => {
  const rows = fc.uniqueArray(EVENT, { minLength: 1, maxLength: 12, selector: ({ digits }) => digits });
  fc.assert(
    fc.property(rows, ASKED, fc.constantFrom(...WIDTHS), fc.boolean(), (values, asked, width, isLocal) => {
      const found = values.map((value) => generated(value, asked));
      const clock = isLocal ? localClock('Australia/Lord_Howe') : UTC;
      const marks = found.flatMap((each, at) => (values[at]?.caught ? [[each, values[at].caught] as const] : []));
      const lines = linesOf(table(width, { asked: [asked], clock }).page(found, caughtAt(...marks)));
      const room = marks.length > 0 ? width - 2 : width;
      for (const line of lines) expect([displayWidth(line) <= width, isUnsafe(line)]).toEqual([true, false]);
      for (const { event } of found) {
        const [row = '', ...more] = lines.filter((line) => leadsTo(line, String(event.eventID).slice(0, 8)));
        expect(more).toEqual([]);
        for (const text of wholeTexts(event, asked, room)) expect(row).toContain(text);
        expect(row.startsWith('H ')).toBe(marks.some(([marked]) => marked.event === event));
      }
    }),
    { numRuns: 60 },
  );
});

/** Whether a row ends with a handle, or with a reference that has it. */
function leadsTo(row: string, handle: string): boolean {
  return new RegExp(`(?: |#)${handle}(?:-[-0-9a-f]*)?$`).test(row);
}

/** What a row must have whole where its width can hold it at all. */
function wholeTexts({ agent, errorCode = '' }: FoundEvent['event'], asked: string, width: number): readonly string[] {
  const room = width - (agent ? REFERENCE : HANDLE);
  const isAsked = displayWidth(asked) <= room;
  // Beside a handle, the event and who made it are said first.
  const beside = agent ? 0 : 'HH:MM:SS  EventNam  WhoIsI  '.length;
  const isBoth = displayWidth(asked) + displayWidth(errorCode) + '  '.length + beside <= room;
  return [...(isAsked ? [asked] : []), ...(isBoth ? [errorCode] : [])];
}
