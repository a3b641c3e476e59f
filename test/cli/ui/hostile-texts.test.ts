import { safeText } from '../../../lib/core/text/safe-text';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { HOSTILE, recordWith } from './hostile-records';
import { documentIn, RunningExplorer, rowsIn } from './running-explorer';

let folder: LocalFolder;
let explorer: RunningExplorer;

beforeAll(async () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(60);
  folder = await LocalFolder.create();
  await folder.write('hostile.json', JSON.stringify({ Records: HOSTILE.map(recordWith) }));
  const { code, stderr } = await runCli(['ingest', folder.logs, '--local', folder.store]);
  if (code !== 0) throw new Error(stderr);
  explorer = await RunningExplorer.start(folder.store);
});
afterAll(async () => {
  await explorer.stop();
  await folder.remove();
});

const PATHS = [
  'api/events?since=all',
  'api/count?since=all',
  'api/alerts?since=all',
  'api/status',
  'api/entity/role/deployer?since=all',
];

it.each(PATHS)(
  'stays data in %s: each line is one message, without a character that a terminal or page obeys',
  async (path) => {
    const { text, headers } = await explorer.get(path);
    expect(headers['content-type']).toBe('application/x-ndjson; charset=utf-8');
    const lines = text.split('\n').slice(0, -1);
    for (const line of lines) {
      expect(safeText(line)).toBe(line);
      expect(JSON.parse(line)).toHaveProperty('type');
    }
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ type: 'end' });
    expect(lines.filter((line) => JSON.parse(line).type === 'end')).toHaveLength(1);
  },
);

it('comes as it was written, and finds itself by the address that a click makes', async () => {
  const rows = rowsIn(await explorer.messages('api/events?since=all'));
  const agents = new Set(rows.map(({ accessKeyId }) => accessKeyId));
  const found = HOSTILE.filter((text) => agents.has(text));
  expect(found.length).toBeGreaterThan(50);
  for (const text of found.filter((each) => each.isWellFormed())) {
    const messages = await explorer.messages(`api/events?access-key=${encodeURIComponent(text)}`);
    expect([text, rowsIn(messages).some(({ accessKeyId }) => accessKeyId === text)]).toEqual([text, true]);
    const [asked] = messages;
    const command = asked?.type === 'asked' ? asked.command : '';
    expect(command).toBe(safeText(command));
    expect(command).not.toContain('\n');
  }
});

it('opens each event by the reference that its row has', async () => {
  const rows = rowsIn(await explorer.messages('api/events?since=all'));
  for (const { ref } of rows.filter((_, at) => at % 4 === 0)) {
    const messages = await explorer.messages(`api/event/${encodeURIComponent(String(ref))}`);
    expect(documentIn(messages)).toMatchObject({ event: { ref } });
  }
});

it('becomes no formula and no further line of an export', async () => {
  const { text } = await explorer.get('export/events.csv?since=all');
  const lines = text.split('\r\n').slice(0, -1);
  expect(lines).toHaveLength(1 + rowsIn(await explorer.messages('api/events?since=all')).length);
  for (const line of lines) expect(line).not.toMatch(/(?:^|,)"?[=+@]/);
});
