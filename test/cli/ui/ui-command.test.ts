import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { LocalFolder } from '../local-folder';
import { runCli } from '../run-cli';
import { sampleStore } from '../sample-store';
import { RunningExplorer, rowsIn, wordsIn } from './running-explorer';

let folder: LocalFolder;

beforeAll(async () => {
  folder = await sampleStore();
});
afterAll(() => folder.remove());

it.each([
  [['--port', '65536'], 'expected a port'],
  [['--limit', 'x'], 'expected a whole number'],
  [['--since', 'tomorrow'], "'tomorrow' is not a time"],
  [['--changed'], '--changed is given without --resource'],
  [['--rules', 'x'], "unknown option '--rules'"],
  [['--output', 'csv'], "unknown option '--output'"],
])('refuses %j', async (words, text) => {
  const run = await runCli(['ui', '--no-open', '--local', folder.store, ...words]);
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(text) });
});

it('refuses a port that another program has, as wrong usage: nothing was done, and another port helps', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const run = await runCli(['ui', '--no-open', '--local', folder.store, '--port', String(port)]);
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(`port ${port} is taken`) });
  other.close();
});

it('refuses a store that is not there', async () => {
  const run = await runCli(['ui', '--no-open', '--local', `${folder.path}/none`]);
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('there is no local store') });
});

it('refuses a names file that it cannot read, before anybody looks', async () => {
  const run = await runCli(['ui', '--no-open', '--local', folder.store, '--names', folder.path]);
  expect(run).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('it is a folder') });
});

it('tells names before what they name, and takes no names of an address', async () => {
  const names = join(folder.path, 'names.csv');
  await writeFile(names, 'id,name,kind\n0.0.0.0/0,Everywhere,network\n');
  const explorer = await RunningExplorer.start(folder.store, ['--names', names]);
  const plain = await RunningExplorer.start(folder.store);
  const [named, unnamed] = await Promise.all(
    [explorer, plain].map((each) => each.messages('api/events?since=2026-03-02&until=2026-03-03&limit=5')),
  );
  const kinds = (named ?? []).map(({ type }) => type);
  expect(kinds.indexOf('names')).toBeLessThan(kinds.indexOf('rows'));
  expect(named?.find(({ type }) => type === 'names')).toMatchObject({
    names: expect.arrayContaining([expect.objectContaining({ kind: 'network', name: 'Everywhere' })]),
  });
  expect(rowsIn(named ?? [])).toEqual(rowsIn(unnamed ?? []));
  const exports = await Promise.all([explorer, plain].map((each) => each.get('export/events.csv?since=2026-03-02')));
  expect(exports[0]?.text).toBe(exports[1]?.text);
  expect((await explorer.get('api/events?names=%2Fetc%2Fpasswd')).status).toBe(400);
  expect(await Promise.all([explorer.stop(), plain.stop()])).toEqual([0, 0]);
});

it('opens at the question of its flags, as query takes them', async () => {
  const words = [
    '--event',
    'StartSession',
    '--not',
    'actor=x',
    '--no-agent',
    '--since',
    '2026-03-02',
    '--limit',
    '5',
    '--oldest-first',
  ];
  const explorer = await RunningExplorer.start(folder.store, words);
  const { search } = explorer.url;
  const question = search.replace(/[?&]token=.*/, '');
  expect(question).toBe('?event=StartSession&no-agent&not=actor%3Dx&since=2026-03-02&oldest-first&limit=5');
  const messages = await explorer.messages(`api/events${question.startsWith('?') ? question : `?${question}`}`);
  expect(wordsIn(messages).slice(0, 3)).toEqual(['query', '--event', 'StartSession']);
  expect(await explorer.stop()).toBe(0);
});

it('ends at Ctrl-C, whoever is connected', async () => {
  const explorer = await RunningExplorer.start(folder.store);
  const { hostname, port, pathname } = explorer.url;
  const cut = new Promise((resolve) => {
    const open = request({ hostname, port, path: pathname, method: 'GET', headers: { 'content-length': '5' } });
    open.on('error', resolve).on('close', resolve).write('x');
  });
  expect((await explorer.get('api/news')).status).toBe(200);
  expect(await explorer.stop()).toBe(0);
  await cut;
});

it('lets each process have its own port, token and folder, and neither takes the cookie of the other', async () => {
  const [one, other] = await Promise.all([RunningExplorer.start(folder.store), RunningExplorer.start(folder.store)]);
  expect(one.url.port).not.toBe(other.url.port);
  expect(one.url.pathname).not.toBe(other.url.pathname);
  const stolen = Object.assign(Object.create(RunningExplorer.prototype), {
    url: other.url,
    cookie: one.cookie,
  }) as RunningExplorer;
  expect((await stolen.get('api/news')).status).toBe(401);
  await Promise.all([one.stop(), other.stop()]);
});
