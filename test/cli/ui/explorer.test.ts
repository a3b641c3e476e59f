import { rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { exportPath } from '../../../lib/core/explorer/api-paths';
import { readMessage } from '../../../lib/core/explorer/messages';
import type { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { sampleStore } from '../sample-store';
import { documentIn, RunningExplorer, rowsIn, wordsIn } from './running-explorer';

let folder: LocalFolder;
let explorer: RunningExplorer;

beforeAll(async () => {
  folder = await sampleStore();
  explorer = await RunningExplorer.start(folder.store);
});
afterAll(async () => {
  expect(await explorer.stop()).toBe(0);
  await folder.remove();
});

/** Rows of a list are as the index has them: without record and evidence, and with the beginning of a user agent. */
function withoutEvidence(row: Readonly<Record<string, unknown>>) {
  const { recordIndex: _, recordSha256: _sha, record: _record, maskedPaths: _masked, ...event } = row;
  return event;
}

/** Rows whose user agent is the beginning of that of the expected row, with the whole. */
function withWholeUserAgent(expected: readonly Readonly<Record<string, unknown>>[]) {
  return (row: Readonly<Record<string, unknown>>, at: number) => {
    const [begun, whole] = [row, expected[at]].map((each) => String(each?.['userAgent']));
    const isBegun = begun?.endsWith('…') && whole?.startsWith(begun.slice(0, -1));
    return isBegun ? { ...row, userAgent: whole } : row;
  };
}

const QUESTIONS = [
  'since=all',
  'since=all&no-agent',
  'event=StartSession&since=all',
  'event=StartSession&event=SendCommand&since=2026-03-02',
  'actor=mateo.jackson',
  'denied&since=all',
  'outcome=failed',
  'outcome=success&since=2026-03-04',
  'error=any',
  'not=actor%3Dmateo.jackson&since=2026-03-02&until=2026-03-04',
  'during=2026-03-03',
  'region=eu-central-1&writes',
  'related&since=all',
  'contains=prod',
  'where=eventName%3DGetParameter',
  'account=111122223333&oldest-first',
  'limit=7',
  'limit=7&oldest-first',
  'quarantined',
  'guard&since=all',
] as const;

it.each(QUESTIONS)('lists for %s what the command lists that it shows', async (search) => {
  const messages = await explorer.messages(`api/events?${search}`);
  const { stdout, code } = await runCli([...wordsIn(messages).map(unquoted), '--output', 'ndjson']);
  expect(code).toBe(0);
  const expected = jsonLines(stdout).map(withoutEvidence);
  expect(rowsIn(messages).map(withWholeUserAgent(expected))).toEqual(expected);
  expect(messages.at(-1)).toEqual({ type: 'end', rows: expected.length });
  const { text } = await explorer.get(exportPath('events.ndjson', search));
  expect(text).toBe(stdout);
  const csv = await runCli([...wordsIn(messages).map(unquoted), '--output', 'csv']);
  expect((await explorer.get(exportPath('events.csv', search))).text).toBe(csv.stdout);
});

it('narrows by each value of each facet to as many events as it counts', async () => {
  const messages = await explorer.messages('api/events?since=all&no-agent');
  const counts = messages.flatMap((message) => (message.type === 'counts' ? message.counts : [])).at(-1);
  let tried = 0;
  for (const { values } of counts?.facets ?? []) {
    for (const { flag, value, count } of values.slice(0, 4)) {
      const narrowed = await explorer.messages(`api/events?since=all&no-agent&${flag}=${encodeURIComponent(value)}`);
      // A question for a thing shows the calls of KMS on it, too.
      const found = rowsIn(narrowed).filter(({ related }) => flag !== 'resource' || related !== true);
      expect([flag, value, found.length >= count]).toEqual([flag, value, true]);
      if (flag !== 'resource') expect([flag, value, found.length]).toEqual([flag, value, count]);
      tried += 1;
    }
  }
  expect(tried).toBeGreaterThan(20);
});

it('narrows by each bar to its events', async () => {
  const messages = await explorer.messages('api/events?during=2026-03-03');
  const counts = messages.flatMap((message) => (message.type === 'counts' ? message.counts : [])).at(-1);
  const bars = (counts?.timeline.buckets ?? []).filter(({ counts: each }) =>
    Object.values(each).some((count) => count > 0),
  );
  expect(bars.length).toBeGreaterThan(3);
  for (const { since, until, counts: each } of bars.slice(0, 10)) {
    const rows = rowsIn(await explorer.messages(`api/events?since=${since}&until=${until}`));
    expect(rows).toHaveLength(Object.values(each).reduce((sum, count) => sum + count));
  }
});

it('goes on with a list until it has all, each event once', async () => {
  const all = rowsIn(await explorer.messages('api/events?since=all'));
  const refs = new Set<unknown>();
  for (let address = '?since=all&limit=50'; address !== ''; ) {
    const messages = await explorer.messages(`api/more${address}`);
    for (const { ref } of rowsIn(messages)) refs.add(ref);
    address = messages.flatMap((message) => (message.type === 'more' ? message.address : [])).at(0) ?? '';
  }
  expect([...refs]).toEqual(all.map(({ ref }) => ref));
});

it('asks for the week that has events, whole and without agents, where nothing is asked', async () => {
  const [asked] = await explorer.messages('api/events');
  expect(asked).toMatchObject({
    type: 'asked',
    address: expect.stringMatching(/^\?no-agent&since=2026-.*&until=2026-/),
  });
});

it.each([
  ['api/status', 'status'],
  ['api/coverage?since=2026-03-01&until=2026-03-04', 'status'],
  ['api/coverage?since=2000-01-01&until=2026-03-04&region=eu-central-1', 'status'],
  ['api/entity/actor/mateo.jackson?since=2026-03-01', 'summary'],
  ['api/entity/role/deploy-pipeline?during=2026-03', 'summary'],
  ['api/alerts?during=2026-03', 'alerts'],
  ['api/story/actor/mateo.jackson?since=2026-03-04', 'story'],
])('answers %s as the command does that it shows', async (path, command) => {
  const messages = await explorer.messages(path);
  const words = wordsIn(messages).map(unquoted);
  expect(words[0]).toBe(command);
  const { stdout } = await runCli([...words, '--output', 'json']);
  expect(withoutCheck(documentIn(messages))).toEqual(withoutCheck(JSON.parse(stdout)));
});

it('answers an event and its story as the commands do', async () => {
  const [row] = rowsIn(await explorer.messages('api/events?event=StartSession&limit=1'));
  const ref = encodeURIComponent(String(row?.['ref']));
  const shown = await explorer.messages(`api/event/${ref}`);
  const { stdout } = await runCli(['show', String(row?.['ref']), '--local', folder.store, '--output', 'json']);
  expect(documentIn(shown)).toMatchObject({ event: JSON.parse(stdout), receipt: { state: 'done' } });
  const told = await explorer.messages(`api/story/event/${ref}`);
  const story = await runCli(['story', String(row?.['ref']), '--local', folder.store, '--output', 'json']);
  expect(documentIn(told)).toEqual(JSON.parse(story.stdout));
});

it.each([
  ['?since=2000-01-01&until=2026-03-05', '2025-03-04', '2026-03-05', ' of 9560'],
  ['?since=all&until=2026-03-05', '2025-03-04', '2026-03-05', ''],
  ['?during=2026', '2026-01-01', undefined, undefined],
])('gives as many days of coverage as a page can hold, and says so: %s', async (search, since, until, whole) => {
  const messages = await explorer.messages(`api/coverage${search}`);
  const { days } = documentIn(messages) as {
    readonly days: readonly { readonly day: string; readonly account: string }[];
  };
  const dates = [...new Set(days.map(({ day }) => day))];
  expect(dates[0]).toBe(since);
  const notes = messages.flatMap((message) => (message.type === 'note' && message.kind === 'note' ? message.text : []));
  if (whole === undefined) {
    expect(notes).toEqual([]);
    return;
  }
  expect(messages[0]).toMatchObject({ address: `status?since=${since}&until=${until}` });
  expect(notes).toEqual([expect.stringContaining(`the last 366${whole} days`)]);
  expect(dates).toHaveLength(366);
});

it('lists the rules with what they say of themselves', async () => {
  const rules = documentIn(await explorer.messages('api/rules')) as readonly Record<string, unknown>[];
  const { stdout } = await runCli(['alerts', 'list', '--output', 'json']);
  expect(rules.map(({ id }) => id)).toEqual((JSON.parse(stdout) as readonly { id: string }[]).map(({ id }) => id));
  expect(rules[0]).toMatchObject({ nextSteps: expect.any(Array), falsepositives: expect.any(Array) });
});

it('says why an answer is empty in the words of query', async () => {
  const messages = await explorer.messages('api/events?actor=mateo.jackso&since=all');
  const { stderr } = await runCli(['query', '--actor', 'mateo.jackso', '--since', 'all', '--local', folder.store]);
  const hints = messages.flatMap((message) => (message.type === 'note' ? message.text : []));
  expect(hints.length).toBeGreaterThan(1);
  for (const text of hints) expect(stderr).toContain(text);
});

it.each([
  ['api/events?actor=mateo.jackso&since=all', '?actor=mateo.jackson&since=all'],
  ['api/entity/actor/mateo.jackso?since=all', 'entity/actor/mateo.jackson?since=all'],
  [
    'api/events?actor=mateo.jackson&event=StartSession&event=PutParam&since=2026-11-01',
    '?actor=mateo.jackson&event=StartSession&event=PutParam&since=all',
  ],
])('leads from the empty answer to %s to the questions that its hints name', async (path, address) => {
  const notes = (await explorer.messages(path)).filter((message) => message.type === 'note');
  for (const { text, parts = [{ text }] } of notes) expect(parts.map((part) => part.text).join('')).toBe(text);
  const addresses = notes.flatMap(({ parts = [] }) => parts.flatMap((part) => part.address ?? []));
  expect(addresses).toContain(address);
  for (const each of addresses) expect((await explorer.get(each)).status).toBe(200);
});

it.each([
  ['api/events?since=tomorrow', "'tomorrow' is not a time"],
  ['api/events?since=2026-03-02&until=2026-03-01', 'expected a start before the end'],
  ['api/events?changed', '--changed is given without --resource'],
  ['api/events?limit=x', 'limit=x is given'],
  ['api/event/x', 'is not a reference to an event'],
  ['api/story/event/x', 'is not a reference to an event'],
  ['export/events.csv?since=tomorrow', "'tomorrow' is not a time"],
])('refuses %s with words', async (path, words) => {
  const { status, text } = await explorer.get(path);
  expect(status).toBe(400);
  expect(JSON.parse(text)).toMatchObject({
    type: 'problem',
    problem: 'question',
    text: expect.stringContaining(words),
  });
});

it.each(['api/rules/nope', 'api/alerts/nope'])('says that there is no rule for %s', async (path) => {
  const { status, text } = await explorer.get(path);
  expect([status, JSON.parse(text)]).toEqual([
    404,
    expect.objectContaining({ problem: 'absent', text: expect.stringContaining("'nope' is the id of no rule") }),
  ]);
});

it.each(['event', 'verdict'])('answers 404 for the %s of an event that is not there, and says why', async (name) => {
  const ref = 'StartSession/2018-03-06T20:30:12Z#00000000-0000-0000-0000-000000000000';
  const { status, text } = await explorer.get(`api/${name}/${encodeURIComponent(ref)}`);
  const messages = text
    .trim()
    .split('\n')
    .map((line) => readMessage(line));
  expect([status, messages.map(({ type }) => type)]).toEqual([404, ['asked', 'note', 'end']]);
  expect(messages[1]).toMatchObject({
    kind: 'hint',
    text: expect.stringContaining('in this store: it may have expired'),
  });
});

it('answers HEAD of what it refuses, and of an export, as GET', async () => {
  for (const path of ['api/events?since=tomorrow', 'api/rules/nope', 'api/events', 'export/events.csv?since=all']) {
    const [head, get] = [await explorer.get(path, 'HEAD'), await explorer.get(path)];
    expect([path, head.status, head.text]).toEqual([path, get.status, '']);
  }
});

it('shows a mark that changes with a delivery beside it, and then lists that', async () => {
  const markOf = async () => (documentIn(await explorer.messages('api/news')) as { mark: string }).mark;
  const before = await markOf();
  expect(await markOf()).toBe(before);
  const [row] = rowsIn(await explorer.messages('api/events?limit=1'));
  const shown = documentIn(await explorer.messages(`api/event/${encodeURIComponent(String(row?.['ref']))}`));
  const { record } = (shown as { event: { record: object } }).event;
  const delivered = { ...record, eventID: 'ffffffff-0000-4000-8000-000000000000', eventTime: '2026-03-07T00:00:00Z' };
  await folder.write('later.json', JSON.stringify({ Records: [delivered] }));
  const { code } = await runCli(['ingest', join(folder.logs, 'later.json'), '--local', folder.store]);
  expect(code).toBe(0);
  expect(await markOf()).not.toBe(before);
  expect(rowsIn(await explorer.messages('api/events?limit=1'))).toMatchObject([{ eventID: delivered.eventID }]);
});

it('says that the store is gone, or another one, and answers again when it is back', async () => {
  const database = join(folder.store, 'store.sqlite');
  await rename(database, `${database}.away`);
  const gone = await explorer.messages('api/events');
  expect(gone).toEqual([
    { type: 'problem', problem: 'store', mayRetry: false, text: expect.stringContaining('is gone') },
  ]);
  const other = await sampleStore();
  await rename(join(other.store, 'store.sqlite'), database);
  expect((await explorer.messages('api/status')).at(-1)).toMatchObject({
    problem: 'store',
    text: expect.stringContaining('another one'),
  });
  rmSync(database);
  await rename(`${database}.away`, database);
  expect((await explorer.messages('api/events')).at(-1)).toMatchObject({ type: 'end' });
  await other.remove();
});

/** Verdicts say when they were given, which two runs do at two times. */
function withoutCheck(document: unknown): unknown {
  const { check: _, ...others } = document as Record<string, unknown>;
  return Array.isArray(document) ? document : others;
}

/** A word without the quotes that it needs for `=` alone. */
function unquoted(word: string): string {
  return word.replace(/^'(.*)'$/, '$1');
}
