import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { PackageTooLargeError } from '../../../lib/adapters/archive/archived-package';
import { interruptibleStore } from '../../../lib/app/explorer/interruptible-store';
import { openStore } from '../../../lib/cli/store/store';
import { downloadedPackage, TooManyPackagesError } from '../../../lib/cli/ui/downloaded-package';
import type { Question } from '../../../lib/core/explorer/question';
import type { LocalFolder } from '../local-folder';
import { jsonLines, runCli } from '../run-cli';
import { sampleStore } from '../sample-store';
import { RunningExplorer } from './running-explorer';

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

/** Downloads a package as a browser does, and unpacks it with tar. Gives the folder of the package. */
async function downloaded(search: string): Promise<string> {
  const { url, cookie } = explorer;
  const response = await fetch(`${url.origin}${url.pathname}export/evidence.tar.gz?${search}`, { headers: { cookie } });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/gzip']);
  const place = mkdtempSync(join(folder.path, 'downloaded-'));
  const archive = join(place, 'evidence.tar.gz');
  writeFileSync(archive, new Uint8Array(await response.arrayBuffer()));
  execFileSync('tar', ['-xzf', archive, '-C', place]);
  return join(place, 'evidence');
}

const check = (path: string) => runCli(['evidence', '--check', path, '--output', 'json']);

it.each([
  ['all events of a time', 'since=2026-03-01&until=2026-03-10', ['--since', '2026-03-01']],
  [
    'a question',
    'event=StartSession&no-agent&since=2026-03-01',
    ['--event', 'StartSession', '--no-agent', '--since', '2026-03-01'],
  ],
  ['a question without a beginning', 'denied', ['--denied', '--since', 'all']],
  [
    'a list that is cut and turned',
    'denied&since=2026-03-01&until=2026-03-10&limit=3&oldest-first',
    ['--denied', '--since', '2026-03-01'],
  ],
  [
    'no event',
    'actor=nobody-at-all&since=2026-03-01&until=2026-03-10',
    ['--actor', 'nobody-at-all', '--since', '2026-03-01'],
  ],
])('is a package of %s, which the command makes and checks', async (_, search, words) => {
  const path = await downloaded(search);
  expect(await check(path)).toMatchObject({ code: 0 });
  const made = join(mkdtempSync(join(folder.path, 'made-')), 'package');
  const until = JSON.parse(readFileSync(join(path, 'question.json'), 'utf8')).window.eventTime.to;
  const { code } = await runCli(['evidence', ...words, '--until', until, '--local', folder.store, '--out', made]);
  expect(code).toBe(0);
  expect(readdirSync(path).sort()).toEqual(readdirSync(made).sort());
  for (const name of ['events.ndjson', 'events.csv', 'coverage.json'])
    expect(readFileSync(join(path, name), 'utf8')).toBe(readFileSync(join(made, name), 'utf8'));
  const [own, others] = [path, made].map((each) => JSON.parse(readFileSync(join(each, 'question.json'), 'utf8')));
  expect({ ...own, checkedAt: '' }).toEqual({ ...others, checkedAt: '' });
});

it('says that nobody verified the events of a local store, and how somebody can', async () => {
  const path = await downloaded('denied&since=2026-03-01&until=2026-03-10');
  const verification = JSON.parse(readFileSync(join(path, 'verification.json'), 'utf8'));
  expect(new Set(verification.map(({ verdict }: { verdict: string }) => verdict))).toEqual(new Set(['not checked']));
  expect(verification[0].reason).toContain('ssm-audit evidence verifies with --logs and --keys');
});

it('is refused by its check where a byte of it is changed', async () => {
  const path = await downloaded('denied&since=2026-03-01&until=2026-03-10');
  const events = join(path, 'events.ndjson');
  writeFileSync(events, readFileSync(events, 'utf8').replace('denied', 'deniec'));
  expect(await check(path)).toMatchObject({ code: 1 });
});

it('writes nothing into the store’s folder, nor where programs write what is temporary', async () => {
  const place = mkdtempSync(join(folder.path, 'temporary-'));
  const own = await RunningExplorer.start(folder.store, [], { TMPDIR: place });
  const before = readdirSync(folder.store).sort();
  const { status } = await own.get('export/evidence.tar.gz?since=2026-03-01&until=2026-03-10');
  expect([status, readdirSync(place), readdirSync(folder.store).sort()]).toEqual([200, [], before]);
  await own.stop();
});

it.each([
  ['since=tomorrow', "'tomorrow' is not a time"],
  ['changed', '--changed is given without --resource'],
])('refuses %s with words', async (search, words) => {
  const { status, text } = await explorer.get(`export/evidence.tar.gz?${search}`);
  expect([status, JSON.parse(text).text]).toEqual([400, expect.stringContaining(words)]);
});

it('reads nothing more once the client is gone, and answers others', async () => {
  const { url, cookie } = explorer;
  await new Promise<void>((resolve, reject) => {
    const path = `${url.pathname}export/evidence.tar.gz?since=all`;
    const asked = get({ host: url.hostname, port: url.port, path, headers: { cookie } }, (response) => {
      response.destroy();
      resolve();
    });
    asked.on('error', reject);
  });
  const { status, text } = await explorer.get('export/events.ndjson?denied&since=all');
  expect([status, jsonLines(text).length > 0]).toEqual([200, true]);
});

describe('downloadedPackage', () => {
  const question: Question = [
    { flag: 'since', value: '2026-03-01' },
    { flag: 'until', value: '2026-03-10' },
  ];

  async function taken(pieces: AsyncIterable<Uint8Array>, most = Number.POSITIVE_INFINITY): Promise<number> {
    let count = 0;
    for await (const _ of pieces) {
      count += 1;
      if (count >= most) break;
    }
    return count;
  }

  it('ends its reads where the signal is aborted, and where nobody reads on', async () => {
    const store = await openStore({ kind: 'local', folder: folder.store }, { isWatched: false });
    const gone = new AbortController();
    let rows = 0;
    const onPage = (read: number) => {
      rows = read;
      if (read >= 100) gone.abort(new Error('gone'));
    };
    const ports = interruptibleStore(store.ports, { signal: gone.signal, onPage });
    await expect(taken(downloadedPackage({ store: { ...store, ports }, now: new Date() }, question))).rejects.toThrow(
      'gone',
    );
    const before = rows;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(rows).toBe(before);
    expect(await taken(downloadedPackage({ store, now: new Date() }, question), 1)).toBe(1);
    await store.close();
  });

  it('makes two at once, and more when one of them has ended', async () => {
    const store = await openStore({ kind: 'local', folder: folder.store }, { isWatched: false });
    const begun = () => downloadedPackage({ store, now: new Date() }, question)[Symbol.asyncIterator]();
    const [first, second] = [begun(), begun()];
    await Promise.all([first.next(), second.next()]);
    await expect(begun().next()).rejects.toThrow(TooManyPackagesError);
    await first.return?.(undefined);
    const third = begun();
    expect((await third.next()).done).toBe(false);
    await Promise.all([second.return?.(undefined), third.return?.(undefined)]);
    await store.close();
  });

  it('refuses a package that needs more memory than it may have, before it sends anything', async () => {
    const store = await openStore({ kind: 'local', folder: folder.store }, { isWatched: false });
    const pieces = downloadedPackage({ store, now: new Date() }, question, 10_000);
    await expect(taken(pieces)).rejects.toThrow(PackageTooLargeError);
    await store.close();
  });
});
