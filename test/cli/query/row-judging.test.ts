import { hash } from 'node:crypto';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rulePackTitle } from '../../../lib/adapters/folder/rule-pack-title';
import { SqliteConnection } from '../../../lib/adapters/sqlite/sqlite-connection';
import { databaseFile } from '../../../lib/local/local-store-folder';
import { generatedCorpus } from '../../../samples/generated-corpus';
import { sampleDeliveries } from '../../../samples/sample-deliveries';
import { ruleText } from '../../core/rules/rule-text';
import { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';

const GENERATED = { seed: 5, files: 2, recordsPerFile: 150, systemsManagerShare: 1, from: '2026-03-02T00:00:00Z' };

const { fingerprint, rules } = rulePackTitle();

/** A store of samples and generated events, which keeps what catches them. */
let kept: LocalFolder;
/** The same store as if nobody had judged them. */
let unjudged: string;
/** The same store as if nothing caught any of them. */
let uncaught: string;

beforeAll(async () => {
  kept = await LocalFolder.create();
  for (const { key, body } of [...sampleDeliveries(), ...generatedCorpus(GENERATED)]) {
    await kept.write(key.replace(/\.gz$/, ''), body);
  }
  expect((await runCli(['ingest', kept.logs, '--local', kept.store])).code).toBe(0);
  unjudged = await changed('unjudged', 'UPDATE events SET caught = NULL');
  uncaught = await changed('uncaught', keeping(JSON.stringify([fingerprint])));
});

afterAll(() => kept.remove());

/** The store after somebody has changed it. */
async function changed(name: string, sql: string): Promise<string> {
  const store = join(kept.path, name);
  await cp(kept.store, store, { recursive: true });
  const connection = new SqliteConnection(databaseFile(store), { access: 'write' });
  connection.script(sql);
  connection.close();
  return store;
}

/** Has all events keep a text. */
function keeping(text: string): string {
  const json = JSON.stringify(text);
  const bytes = `x'${hash('sha256', json, 'hex').slice(0, 16)}'`;
  const add = `INSERT OR IGNORE INTO texts (hash, text) VALUES (${bytes}, '${json.replaceAll("'", "''")}')`;
  return `${add}; UPDATE events SET caught = (SELECT id FROM texts WHERE hash = ${bytes})`;
}

async function tableOf(store: string, ...flags: readonly string[]): Promise<string> {
  const all = ['query', '--limit', '0', '--related', '--guard', '--output', 'table'];
  const { code, stdout } = await runCli([...all, ...flags, '--local', store]);
  expect(code).toBe(0);
  return stdout;
}

/** How many rows of a table have a mark. */
function marksIn(table: string): number {
  return table.match(/^[CHMLI] \d\d:\d\d:\d\d /gm)?.length ?? 0;
}

/** Writes a `cdk.json` with this context. */
async function configured(name: string, context: object): Promise<string> {
  const file = join(kept.path, `${name}.json`);
  await writeFile(file, JSON.stringify({ context }));
  return file;
}

it.each([[[]], [['--wide']], [['--record', '--event', 'StartSession']], [['--denied', '--columns', 'ref,rules']]])(
  'marks rows by what the store keeps as if each was judged when it was asked for: %j',
  async (flags) => {
    expect((await tableOf(kept.store, ...flags)) === (await tableOf(unjudged, ...flags))).toBe(true);
  },
);

it('believes what the store keeps of the rules of this project', async () => {
  expect(marksIn(await tableOf(kept.store))).toBeGreaterThan(30);
  expect(marksIn(await tableOf(uncaught))).toBe(0);
});

it.each([
  ['of other rules', JSON.stringify(['0123456789abcdef'])],
  ['of rules that nobody knows', JSON.stringify([fingerprint, rules[0]?.id, 'none of these'])],
  ['that is no JSON', `[${fingerprint}`],
  ['of another shape', JSON.stringify({ fingerprint })],
  ["that somebody made up: ' \u001b[31m", "' \u001b[31m"],
])('judges rows anew where the store keeps a text %s', async (name, text) => {
  const store = await changed(name.replace(/\W/g, ''), keeping(text));
  expect((await tableOf(store)) === (await tableOf(unjudged))).toBe(true);
});

it('judges rows anew by rules of a folder, and where a configuration adds rules or looks at who deploys', async () => {
  const own = join(kept.path, 'own.yml');
  await writeFile(own, ruleText('s: {eventName: DescribeSessions}\ncondition: s', { id: 'own', level: 'critical' }));
  const all = [
    ['--rules', own],
    ['--config', await configured('reasons', { 'ssm-audit:reasonPattern': '[A-Z]+-[0-9]+' })],
    ['--config', await configured('deployers', { 'ssm-audit:deployers': ['arn:aws:iam::111122223333:role/deploys'] })],
  ];
  for (const flags of all) {
    const table = await tableOf(unjudged, ...flags);
    expect([marksIn(table) > 0, (await tableOf(uncaught, ...flags)) === table]).toEqual([true, true]);
  }
});

it('takes rules as a deployment has them, whether they are judged now or were before', async () => {
  const { stdout } = await runCli(['alerts', 'list', '--output', 'json']);
  const listed: readonly { readonly id: string; readonly title: string }[] = JSON.parse(stdout);
  const idOf = (title: string) => listed.find((rule) => rule.title === title)?.id ?? '';
  const context = {
    'ssm-audit:rules': {
      disabled: [idOf('Command or session denied')],
      levels: { [idOf('Session opened')]: 'critical', [idOf('Parameter read with decryption by a role')]: 'high' },
    },
  };
  const flags = ['--wide', '--config', await configured('overrides', context)];
  const table = await tableOf(kept.store, ...flags);
  expect((await tableOf(unjudged, ...flags)) === table).toBe(true);
  expect(table).toContain('high: Parameter read with decryption by a role');
  expect(table).not.toContain('Command or session denied');
  expect(await tableOf(kept.store, '--wide')).toContain('Command or session denied');
});
