import type { CliRun } from '../cli-run';
import type { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { sampleStore } from '../sample-store';

let samples: LocalFolder;
beforeAll(async () => {
  samples = await sampleStore();
});
afterAll(() => samples.remove());

const WINDOW = ['--since', '2026-03-02T09:00:00Z', '--until', '2026-03-02T10:00:00Z'];

function ask(...words: readonly string[]): Promise<CliRun> {
  return runCli(['changes', ...words, '--local', samples.store]);
}

const told = (row: Record<string, unknown>) => [row['change'], row['resource'], row['version']];

it('tells what changed below a path, a change a line, in the order of time', async () => {
  const { code, stdout } = await ask('--path', '/orders/production', ...WINDOW, '--output', 'ndjson');
  expect(code).toBe(0);
  expect(jsonLines(stdout).map(told)).toEqual([
    ['overwritten', '/orders/production/db-password', '7'],
    ['labelled', '/orders/production/feature-flags', '4'],
    ['unlabelled', '/orders/production/feature-flags', '4'],
    ['deleted', '/orders/production/mail-api-key', undefined],
    ['deleted', '/orders/production/payment-api-key', undefined],
    ['deleted', '/orders/production/mail-api-key', undefined],
  ]);
  expect(jsonLines(stdout)[0]).toMatchObject({
    eventTime: '2026-03-02T09:05:37Z',
    kind: 'parameter',
    actor: 'mateo.jackson',
    eventName: 'PutParameter',
    ref: expect.any(String),
  });
});

it('has a document, CSV and a table that fits', async () => {
  const document = JSON.parse((await ask('--path', '/orders', ...WINDOW, '--output', 'json')).stdout);
  expect(document).toMatchObject({ since: '2026-03-02T09:00:00Z', paths: ['/orders'], attempts: expect.any(Array) });
  expect(document.changes).toHaveLength(7);
  const { stdout: csv } = await ask('--path', '/orders', ...WINDOW, '--output', 'csv');
  expect(csv.split('\r\n')[0]).toMatch(/^eventTime,change,kind,resource,version,details,actor/);
  const words = ['changes', '--path', '/orders', ...WINDOW, '--output', 'table', '--local', samples.store];
  for (const columns of [80, 100, 200]) {
    const { stdout } = await runCli(words, { env: { COLUMNS: String(columns) } });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(stdout).toContain('/orders/production/db-password (parameter)\n  2026-03-02T09:05:37Z  overwritten v7');
  }
});

it('takes events for the ends of the window', async () => {
  const rows = jsonLines((await ask('--path', '/orders', ...WINDOW, '--output', 'ndjson')).stdout);
  const [second, last] = [rows[1], rows.at(-1)].map((row) => String(row?.['ref']));
  const between = await ask('--path', '/orders', '--since', second ?? '', '--until', last ?? '', '--output', 'ndjson');
  expect(jsonLines(between.stdout).map(({ eventTime }) => eventTime)).toEqual(
    rows
      .map(({ eventTime }) => eventTime)
      .filter((time) => time !== rows[0]?.['eventTime'] && time !== rows.at(-1)?.['eventTime']),
  );
  const handle = second?.split('#')[1]?.slice(0, 8) ?? '';
  const since = await ask('--path', '/orders', '--since', handle, '--until', last ?? '', '--output', 'ndjson');
  expect(since.stdout).toBe(between.stdout);
});

it('tells of one thing, and of everything that is configured', async () => {
  const document = jsonLines((await ask('--resource', '/orders/production/db-password', '--output', 'ndjson')).stdout);
  expect(new Set(document.map(({ resource }) => resource))).toEqual(new Set(['/orders/production/db-password']));
  const kinds = new Set(jsonLines((await ask('--output', 'ndjson')).stdout).map(({ kind }) => kind));
  expect([...kinds]).toEqual(
    expect.arrayContaining(['parameter', 'document', 'association', 'maintenanceWindow', 'patchBaseline']),
  );
  expect(kinds).not.toContain('session');
});

it('says what comes near, and what was only attempted', async () => {
  const { code, stdout, stderr } = await ask('--path', '/orders/prod', ...WINDOW, '--output', 'ndjson');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/0 changes; this store has \d+ changes of parameters, from 20.*, 7 of them in this window/);
  expect(stderr).toContain('did you mean --path /orders/production');
  const refused = JSON.parse((await ask('--output', 'json')).stdout).attempts;
  expect(refused.map(({ outcome }: { readonly outcome: string }) => outcome)).toContain('denied');
});

it.each([
  [['--path', '/a', '--resource', 'b'], '--path and --resource are both given'],
  [['--since', 'soon'], "'soon' is not a time"],
  [['--since', '00000000'], "--since '00000000' is neither a time nor an event of this store"],
  [['--during', '2026-03', '--since', '1d'], 'are both given'],
])('refuses %j', async (words, message) => {
  const { code, stderr } = await ask(...words);
  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
