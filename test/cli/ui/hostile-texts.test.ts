import { safeText } from '../../../lib/core/text/safe-text';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { documentIn, RunningExplorer, rowsIn } from './running-explorer';

/** What somebody may write into a field of a call, to be taken for something else where it is shown. */
const HOSTILE: readonly string[] = [
  ...[
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    "'-alert(1)-'",
    '{{7*7}}',
    '#{7*7}',
    '<!--',
    ']]>',
    '</script><script>',
    '<iframe srcdoc="x">',
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html,<script>',
    '//evil.example/x',
    'http://127.0.0.1:1/',
    '\\\\evil\\share',
    'file:///etc/passwd',
  ],
  ...[
    '$(touch /tmp/x)',
    '`id`',
    '; rm -rf ~',
    '| sh',
    '&& id',
    "'; id; '",
    '"; id; "',
    "$'\\x41'",
    '!!',
    '~',
    '*',
    '-rf',
    '--local=/etc',
    '#x',
  ],
  ...[
    '\u001b[31m',
    '\u001b]0;x\u0007',
    '\u009b31m',
    '\u0000',
    '\n{"type":"end","rows":0}',
    '\r\nset-cookie: a=b',
    '\u2028',
    '\u2029',
    '\u0085',
    '\u000b',
  ],
  ...[
    '\u202eevil',
    '\u2066x\u2069',
    '\u200f',
    '\u200b',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u061c',
    '\ufff9',
    '\u{e0001}',
    '\u{e007f}',
    '\ud800',
    '\ufffe',
  ],
  ...[
    '=cmd|x',
    '+1',
    '-1',
    '@SUM(1)',
    '%00',
    '%2e%2e%2f',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    'a'.repeat(4_000),
    '𝒳',
    'null',
    'true',
  ],
];

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

/** A call with the text wherever its caller may write. */
function recordWith(text: string, at: number): object {
  return {
    eventVersion: '1.09',
    eventTime: `2026-03-02T10:${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}Z`,
    eventSource: 'ssm.amazonaws.com',
    eventName: at % 3 === 0 ? `Start${text}`.slice(0, 100) : 'StartSession',
    awsRegion: text,
    sourceIPAddress: text,
    userAgent: text,
    eventID: `${at.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
    errorCode: text,
    recipientAccountId: '111122223333',
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::111122223333:assumed-role/deployer/${text}`,
      accountId: '111122223333',
      accessKeyId: text,
      sessionContext: { sessionIssuer: { arn: `arn:aws:iam::111122223333:role/${text}`, userName: text } },
    },
    requestParameters: { target: text, reason: text, documentName: text },
    responseElements: null,
  };
}

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
