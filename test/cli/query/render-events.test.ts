import type { FoundEvent } from '../../../lib/app/ask/find-events';
import { eventsAnswer, resourcesAnswer } from '../../../lib/cli/query/render-events';
import { OUTPUT_FORMATS, type OutputFormat } from '../../../lib/cli/terminal/output';
import { isUnsafe } from '../../../lib/core/text/safe-text';
import { foundEvent, HOSTILE_TEXT, hostileEvent } from '../found-events';
import { printedText } from '../printed-text';

function rendered(format: OutputFormat, events: readonly FoundEvent[], withRecord = false): Promise<string> {
  return printedText(eventsAnswer(events, withRecord), format);
}

const RECORD = '{"eventName":"X","n":1e400,"big":12345678901234567890,"deep":{"__proto__":{"a":"\\u009b"}}}';

it('is one document in json, also without events', async () => {
  expect(JSON.parse(await rendered('json', []))).toEqual([]);
  expect(JSON.parse(await rendered('json', [foundEvent(), foundEvent()]))).toHaveLength(2);
});

it('is one object a line in ndjson', async () => {
  const lines = (await rendered('ndjson', [foundEvent(), hostileEvent()])).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).outcome)).toEqual(['success', 'success']);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({
    userAgent: hostileEvent().event.userAgent,
    eventName: HOSTILE_TEXT,
  });
});

it('keeps the digits of the record, and its masked paths beside it', async () => {
  const line = await rendered('ndjson', [foundEvent({}, RECORD)], true);
  expect(line).toContain(`"record":${RECORD}`);
  expect(JSON.parse(line).maskedPaths).toEqual(['a.b']);
  expect(JSON.parse(await rendered('ndjson', [{ ...foundEvent({}, '{}'), maskedPaths: [] }], true))).not.toHaveProperty(
    'maskedPaths',
  );
});

it.each(['json', 'ndjson'] as const)('has no record in %s where the question only tests records', async (format) => {
  const text = await rendered(format, [foundEvent({}, RECORD)], false);
  expect(text).toContain('"outcome"');
  expect(text).not.toMatch(/"record"|maskedPaths|12345678901234567890/);
});

it('has as many cells in every line of csv', async () => {
  const lines = (await rendered('csv', [foundEvent({}, '{"a":1}'), foundEvent()], true)).split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]?.split(',').slice(-7)).toEqual([
    'reason',
    'mentions',
    'actorAliases',
    'guard',
    'recordIndex',
    'recordSha256',
    'record',
  ]);
  expect(lines[1]).toContain('"{""a"":1}"');
  expect(lines[2]).toMatch(/,$/);
});

it('is a table with each record below its row', async () => {
  const found = foundEvent();
  const text = await rendered('table', [{ ...found, record: { eventName: 'x' } }], true);
  const [head, titles, row, ...below] = text.split('\n');
  const { eventID } = found.event;
  expect([head, titles, row]).toEqual([
    expect.stringContaining('times in UTC'),
    expect.stringMatching(/^TIME/),
    expect.stringContaining(String(eventID)),
  ]);
  expect(below).toEqual(['  {', '    "eventName": "x"', '  }', '']);
});

it('is a table with the reference, of nothing where nothing is found', async () => {
  const text = await rendered('table', [foundEvent({ agent: true })]);
  expect(text).toContain(foundEvent().event.ref);
  expect(text).toContain('alice (session name)');
  expect(await rendered('table', [])).toBe('');
});

it.each(OUTPUT_FORMATS)('says nothing to a terminal or a spreadsheet as %s', async (format) => {
  for (const withRecord of [false, true]) {
    const json = JSON.stringify({ userAgent: HOSTILE_TEXT.repeat(200), [HOSTILE_TEXT]: 1 });
    const text = await rendered(format, [hostileEvent(json), hostileEvent(json)], withRecord);
    expect(isUnsafe(text.replaceAll('\r\n', '').replaceAll('\n', ''))).toBe(false);
    if (format === 'csv') expect(/(?:^|,)"?=cmd/m.test(text)).toBe(false);
  }
});

it('is a line for each resource where that is asked for', async () => {
  const found = foundEvent();
  const [one, two] = (['i-1', 'i-2'] as const).map((id) => ({ id, kind: 'instance', relation: 'target' }) as const);
  async function* events() {
    if (one && two) yield { event: { ...found.event, resources: [one, two] } };
    yield { event: { ...found.event, resources: [] } };
  }
  const lines = (await printedText(resourcesAnswer(events(), false), 'csv')).trimEnd().split('\r\n');
  const [titles = [], ...rows] = lines.map((line) => line.split(','));
  const at = titles.indexOf('resource');
  expect(titles.slice(at, at + 3)).toEqual(['resource', 'resourceKind', 'resourceRelation']);
  expect(rows.map((row) => row.slice(at, at + 3))).toEqual([
    ['i-1', 'instance', 'target'],
    ['i-2', 'instance', 'target'],
    ['', '', ''],
  ]);
  expect(titles).not.toContain('resources');
});

it('shows the evidence of an event in every form but a table', async () => {
  const evidence = { recordIndex: 7, recordSha256: 'a'.repeat(64) };
  const proven = [{ ...foundEvent(), evidence }];
  for (const format of ['json', 'ndjson'] as const) {
    const [shown] = [JSON.parse(await printedText(eventsAnswer(proven, false), format))].flat();
    expect(shown).toMatchObject({ ...evidence, logFile: expect.any(String) });
  }
  expect(await printedText(eventsAnswer(proven, false), 'csv')).toContain(`,7,${evidence.recordSha256}\r\n`);
});
