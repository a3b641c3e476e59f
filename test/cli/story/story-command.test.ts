import { displayWidth } from '../../../lib/cli/render/display-width';
import { INSIDER_READING_PARAMETERS } from '../../../samples/incidents/insider-reading-parameters';
import { PORT_FORWARD_TO_DATABASE } from '../../../samples/incidents/port-forward-to-database';
import { SESSION_LOGGING_OFF } from '../../../samples/incidents/session-logging-off';
import { STOLEN_INSTANCE_ROLE } from '../../../samples/incidents/stolen-instance-role';
import { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

let folder: LocalFolder;
beforeAll(async () => {
  folder = await sampleStore();
});
afterAll(() => folder.remove());

const ask = (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCli([...words, '--local', folder.store], { env });

/** A story as JSON. */
async function told(...words: readonly string[]) {
  const { code, stdout } = await ask(['story', ...words]);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const idsOf = (things: readonly { id: string }[]) => things.map(({ id }) => id);

describe('the sample incidents, each in one command', () => {
  it('names the secrets of the insider', async () => {
    const { touched, rows } = await told('--actor', INSIDER_READING_PARAMETERS.user);
    expect(idsOf(touched.secrets).sort()).toEqual([...INSIDER_READING_PARAMETERS.secretNames].sort());
    expect(idsOf(touched.attempts.secrets)).toContain('/payments/production/database/password');
    const decrypted = rows.filter(({ event }: { event: { eventName: string } }) => event.eventName === 'Decrypt');
    const reads = new Map(rows.map((row: { event: { ref: string } }) => [row.event.ref, row]));
    expect(decrypted).toHaveLength(6);
    for (const { under } of decrypted)
      expect(reads.get(under)).toMatchObject({ event: { eventName: 'GetParametersByPath' } });
  });

  it('names the machine and the host behind it of the port forward, its end, and that no transcript can exist', async () => {
    const { sessionId, bastionId, databaseHost } = PORT_FORWARD_TO_DATABASE;
    const { touched, end, notes, rules } = await told('--session', sessionId);
    expect(idsOf(touched.machines)).toEqual([bastionId, databaseHost]);
    expect(end).toMatchObject({ recorded: true, eventTime: '2026-03-04T19:36:18Z' });
    expect(notes).toContainEqual({ kind: 'unsaid', text: expect.stringMatching(/no transcript can exist/) });
    expect(rules).toContainEqual(
      expect.objectContaining({ title: 'Tunnel through an instance to another host', evaluation: 'fired' }),
    );
  });

  it('names the change of the preferences, and that sessions since then have no transcript', async () => {
    const [first = '', , last = ''] = SESSION_LOGGING_OFF.sessionIds;
    const { touched, notes } = await told('--session', first);
    expect(idsOf(touched.changes)).toEqual([SESSION_LOGGING_OFF.documentName]);
    expect(notes).toContainEqual({ kind: 'unsaid', text: expect.stringMatching(/no transcript: .*to version 3/) });
    expect((await told('--session', last)).end).toMatchObject({
      recorded: false,
      text: expect.stringMatching(/^end not recorded/),
    });
  });

  it('has commands with their invocations, and tells who cancelled one later', async () => {
    const { rows, notes, touched } = await told('--actor', STOLEN_INSTANCE_ROLE.instanceId);
    const under = rows.filter((row: { under?: string }) => row.under?.startsWith('SendCommand/'));
    expect(under).toHaveLength(4);
    expect(idsOf(touched.machines)).toEqual([
      ...STOLEN_INSTANCE_ROLE.attackedInstanceIds,
      'tag:Environment=production',
    ]);
    expect(notes).toContainEqual({
      kind: 'note',
      text: expect.stringMatching(/CancelCommand at 2026-03-03T02:26:15Z/),
    });
  });
});

it('is exactly one JSON object, and the default in a pipe', async () => {
  const story = await told('--session', PORT_FORWARD_TO_DATABASE.sessionId);
  expect(Object.keys(story)).toEqual(['anchor', 'window', 'end', 'rows', 'touched', 'rules', 'pivots', 'notes']);
  for (const row of story.rows) expect(Object.keys(row).filter((key) => key !== 'under')).toEqual(['event', 'lane']);
});

it('has the rows of the queries that it is made of', async () => {
  const { rows, window, anchor } = await told('--actor', INSIDER_READING_PARAMETERS.user);
  const times = ['--since', window.since, '--until', window.until];
  const query = await ask([
    'query',
    '--principal',
    anchor.principals[0],
    '--related',
    '--guard',
    ...times,
    '--oldest-first',
    '--output',
    'ndjson',
  ]);
  const refs = (events: readonly unknown[]) => events.map((event) => (event as { ref: string }).ref);
  expect(refs(rows.map((row: { event: unknown }) => row.event))).toEqual(refs(jsonLines(query.stdout)));
});

it('fits terminals of any width, and its handles lead to their events', async () => {
  for (const width of [80, 100, 120, 200]) {
    const { stdout } = await ask(['story', '--actor', STOLEN_INSTANCE_ROLE.instanceId, '--output', 'table'], {
      COLUMNS: String(width),
    });
    const [lines = ''] = stdout.split('\nnext questions\n');
    expect(lines.split('\n').filter((line) => displayWidth(line) > width)).toEqual([]);
    const handles = [...lines.matchAll(/^\d\d:\d\d:\d\d .* ([0-9a-f]{8})$/gm)].map(([, handle = '']) => handle);
    expect(handles).toHaveLength(8);
    if (width === 80) for (const handle of handles.slice(0, 2)) expect((await ask(['show', handle])).code).toBe(0);
  }
});

it('prints next questions that can be asked', async () => {
  const { pivots } = await told('--session', PORT_FORWARD_TO_DATABASE.sessionId);
  expect(pivots.length).toBeGreaterThan(4);
  for (const line of pivots.slice(0, 3)) {
    const words = line.replace(/^.*ssm-audit /, '').split(' ');
    expect((await runCli(words)).code).toBe(0);
  }
});

it('is one HTML file or one of Markdown', async () => {
  const { sessionId } = PORT_FORWARD_TO_DATABASE;
  const html = (await ask(['story', '--session', sessionId, '--output', 'html'])).stdout;
  expect(html).toMatch(/^<!doctype html>[\s\S]*orders-database\.example\.com[\s\S]*<\/html>\n$/);
  expect((await ask(['story', '--session', sessionId, '--output', 'md'])).stdout).toMatch(/^# session pat\\\.candella/);
});

it('takes a reference, an event ID and a handle alike', async () => {
  const { stdout } = await ask([
    'query',
    '--event',
    'StartSession',
    '--resource',
    PORT_FORWARD_TO_DATABASE.sessionId,
    '--output',
    'ndjson',
  ]);
  const [event] = jsonLines(stdout);
  const { ref, eventID } = event as { ref: string; eventID: string };
  for (const word of [ref, eventID, eventID.slice(0, 8)]) {
    expect((await told(word)).window).toEqual((await told('--session', PORT_FORWARD_TO_DATABASE.sessionId)).window);
  }
});

it('tells from where and where each of several principals of one name called', async () => {
  const { stdout } = await ask(['story', '--actor', 'mateo.jackson', '--during', '2026-03-02', '--output', 'md']);
  const text = stdout.replaceAll('\\', '');
  expect(text).toMatch(/111122223333:user\/mateo.*777788889999:user\/mateo/);
  expect(text).toMatch(/where\*\*: 111122223333 us-east-1, 444455556666 eu-central-1, 777788889999 us-west-2,/);
  const table = (await ask(['story', '--actor', 'mateo.jackson', '--during', '2026-03-02', '--output', 'table']))
    .stdout;
  expect(table).toContain('+ another access key: each principal has its own');
});

it('begins and ends where the times say', async () => {
  const { rows } = await told(
    '--actor',
    INSIDER_READING_PARAMETERS.user,
    '--since',
    '2026-03-04T13:33:00Z',
    '--until',
    '2026-03-04T13:40:00Z',
  );
  expect(rows.map((row: { event: { eventName: string } }) => row.event.eventName)).toEqual([
    'GetParameterHistory',
    'GetParametersByPath',
  ]);
});

it('tells that a limit was reached, on stderr and in the document', async () => {
  const { stdout, stderr } = await ask(['story', '--actor', INSIDER_READING_PARAMETERS.user, '--limit', '3']);
  expect(stderr).toMatch(/^note: 3 rows are shown.*--limit 0/);
  expect(JSON.parse(stdout).notes).toContainEqual({ kind: 'note', text: expect.stringMatching(/^3 rows are shown/) });
  expect(JSON.parse(stdout).rows).toHaveLength(3);
});

describe('its table', () => {
  const words = ['story', '--session', PORT_FORWARD_TO_DATABASE.sessionId, '--output', 'table'];

  it('shows all times in the local zone, which it names', async () => {
    const { stdout } = await ask([...words, '--local-time'], { TZ: 'Asia/Kolkata' });
    expect(stdout).toMatch(/^begins {4}2026-03-05T00:35:31\+05:30$/m);
    expect(stdout).toMatch(/^ends {6}2026-03-05T01:06:18\+05:30 {2}terminated by /m);
    expect(stdout).toMatch(/^2026-03-05 \(Asia\/(?:Kolkata|Calcutta), UTC\+05:30\)\n00:33:44 /m);
    expect(stdout).toMatch(/StartSession, 2026-03-05T00:35:31\+05:30$/m);
    const [shown = ''] = stdout.split('what CloudTrail cannot say here');
    expect(shown).not.toMatch(/\d\dZ/);
  });

  it('has the columns that somebody chooses, each row with its mark', async () => {
    const actor = ['story', '--actor', STOLEN_INSTANCE_ROLE.instanceId, '--output', 'table'];
    const { stdout } = await ask([...actor, '--columns', 'eventTime,eventName,userAgent', '--columns', 'ref'], {
      COLUMNS: '200',
    });
    expect(stdout).toMatch(/^rows \(times in UTC\)\n {2}eventTime {13}eventName +userAgent +ref$/m);
    expect(stdout.match(/^└ 2026-03-03T\d\d:\d\d:\d\dZ {2}GetCommandInvocation/gm)).toHaveLength(3);
    expect(stdout.match(/^ {2}2026-03-03T\d\d:\d\d:\d\dZ {2}SendCommand .* [0-9a-f]{8}$/gm)?.length).toBeGreaterThan(0);
  });

  it('has every column, as wide as it is', async () => {
    const { stdout } = await ask([...words, '--wide'], { COLUMNS: '80' });
    expect(stdout).toMatch(/^eventTime .*eventName .*userIdentityArn .*userAgent/m);
    expect(stdout).toContain('arn:aws:sts::111122223333:assumed-role/contractor-access/pat.candella');
  });

  it('refuses columns that do not fit, unknown ones, and flags of tables with other forms', async () => {
    const many = 'eventTime,eventName,actor,resources,ref,userAgent,sourceIPAddress,recipientAccountId,awsRegion';
    for (const [flags, text] of [
      [['--output', 'table', '--columns', many], /9 columns do not fit into 80 terminal cells/],
      [['--columns', 'eventtyme', '--output', 'table'], /'eventtyme' is no column: did you mean eventTime\?/],
      [['--local-time', '--output', 'html'], /--local-time is given with --output html: expected --output table/],
      [['--wide', '--output', 'json'], /--wide is given with --output json/],
    ] as const) {
      const { code, stderr, stdout } = await ask([...words.slice(0, 3), ...flags], { COLUMNS: '80' });
      expect(stderr).toMatch(text);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    }
  });
});

it.each([
  [
    '--session',
    'pat.candella-nobody',
    /--session pat\.candella-nobody finds nothing on its own; .*pat\.candella-h5j7l3/,
  ],
  ['--access-key', 'ASIAXJVKFIOHA', /did you mean --access-key ASIAXJVKFIOHAEXAMPLE/],
  ['--actor', 'jorge.souza', /did you mean --actor jorge\.souza@example\.com/],
  ['--resource', 'i-0ba571041b2c3d4e6', /did you mean --resource i-0ba571041b2c3d4e5\?/],
])('hints at an unknown %s in its own words', async (flag, value, text) => {
  const { stderr } = await ask(['story', flag, value]);
  expect(stderr).toMatch(text);
  for (const other of ['--session', '--access-key', '--actor', '--resource'])
    if (other !== flag) expect(stderr).not.toContain(other);
});

it.each(['ndjson', 'csv', 'ocsf'])('is no %s: says what is expected', async (format) => {
  const { code, stderr, stdout } = await ask(['story', '--actor', 'x', '--output', format]);
  expect(code).toBe(2);
  expect(stderr).toMatch(/one document: expected one of table, json, md, html/);
  expect(stdout).toBe('');
});

it.each([
  [[], /nothing says what the story is of: expected one of REF, --session ID/],
  [['1a2b3c4d', '--actor', 'x'], /a story is of one thing, and 2 are given/],
  [['no-reference/at-all'], /is not a reference to an event/],
])('refuses %p', async (words, text) => {
  const { code, stderr } = await ask(['story', ...words]);
  expect(code).toBe(2);
  expect(stderr).toMatch(text);
});

it('tells no story of a record in quarantine, and says what has it', async () => {
  const own = await LocalFolder.create();
  try {
    const record = { eventSource: 'ssm.amazonaws.com', eventTime: '2026-03-02T00:00:00Z', eventID: 'no-name' };
    await own.write('file.json', JSON.stringify({ Records: [record] }));
    await runCli(['ingest', own.logs, '--local', own.store]);
    const query = await runCli(['query', '--quarantined', '--output', 'ndjson', '--local', own.store]);
    const { ref } = jsonLines(query.stdout)[0] as { ref: string };
    const { code, stdout, stderr } = await runCli(['story', ref, '--local', own.store]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      / is in quarantine \(no eventName\), so no story is told of it: .*show \S+#\w+.* has the record/,
    );
  } finally {
    await own.remove();
  }
});

it('says what the store holds where nothing is found, as query does', async () => {
  const { code, stdout, stderr } = await ask(['story', '--actor', 'jorge.souza']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ rows: [], anchor: { kind: 'actor', value: 'jorge.souza' } });
  expect(stderr).toMatch(/0 events; this store holds \d+ events[\s\S]*jorge\.souza@example\.com/);
  const gone = await ask(['story', 'deadbeef', '--output', 'table']);
  expect(gone).toMatchObject({ code: 1, stdout: '' });
  expect(gone.stderr).toMatch(/no event deadbeef in this store/);
});
