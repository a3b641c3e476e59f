import { INSIDER_READING_PARAMETERS } from '../../samples/incidents/insider-reading-parameters';
import { PORT_FORWARD_TO_DATABASE } from '../../samples/incidents/port-forward-to-database';
import type { CliRun } from './cli-run';
import type { LocalFolder } from './local-folder';
import { jsonLines, runCli } from './run-cli';
import { sampleStore } from './sample-store';

const { sessionId, sourceIdentity, bastionId, databaseHost } = PORT_FORWARD_TO_DATABASE;
const WEEK = ['--since', '2026-03-02', '--until', '2026-03-09'];

let samples: LocalFolder;
beforeAll(async () => {
  samples = await sampleStore();
});
afterAll(() => samples.remove());

function ask(...words: readonly string[]): Promise<CliRun> {
  return runCli([...words, '--local', samples.store]);
}

function linesOf({ stdout }: CliRun): readonly Record<string, unknown>[] {
  return jsonLines(stdout);
}

function sumOf(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

describe('summary', () => {
  it('is one document with stable keys, whose lists add up', async () => {
    const { code, stdout } = await ask('summary', ...WEEK, '--output', 'json');
    expect(code).toBe(0);
    const summary = JSON.parse(stdout);
    expect(Object.keys(summary)).toEqual(
      expect.arrayContaining(['since', 'until', 'total', 'byEvent', 'byActor', 'byResource', 'byOutcome', 'perDay']),
    );
    expect(summary).toMatchObject({ since: '2026-03-02T00:00:00Z', until: '2026-03-09T00:00:00Z' });
    for (const list of ['byEvent', 'byActor', 'byOutcome', 'perDay']) expect(sumOf(summary[list])).toBe(summary.total);
  });

  it('counts what query lists', async () => {
    const listed = linesOf(await ask('query', ...WEEK, '--no-agent', '--limit', '0', '--output', 'ndjson'));
    const counted = JSON.parse((await ask('summary', ...WEEK, '--output', 'json')).stdout);
    expect(counted.total).toBe(listed.length);
    expect(listed.length).toBeGreaterThan(100);
  });

  it('leaves out agent traffic and related records unless they are asked for', async () => {
    const totalOf = async (...flags: readonly string[]) =>
      JSON.parse((await ask('summary', ...WEEK, ...flags, '--output', 'json')).stdout).total;
    const plain = await totalOf();
    expect(await totalOf('--agent')).toBeGreaterThan(plain);
    expect(await totalOf('--related')).toBeGreaterThan(plain);
  });

  it('sums up the day before its end where no beginning is given, by the hour', async () => {
    const summary = JSON.parse((await ask('summary', '--until', '2026-03-05', '--output', 'json')).stdout);
    expect(summary.since).toBe('2026-03-04T00:00:00Z');
    expect(summary.perHour).toHaveLength(24);
  });

  it('takes the filters of query', async () => {
    const denied = JSON.parse((await ask('summary', '--since', 'all', '--denied', '--output', 'json')).stdout);
    const { first, last } = denied.byOutcome[0];
    expect(denied.byOutcome).toEqual([{ outcome: 'denied', count: denied.total, first, last }]);
    expect(first < last).toBe(true);
    expect(denied.total).toBeGreaterThan(0);
  });

  it('groups by fields, and by the resources of an incident', async () => {
    const groups = linesOf(
      await ask(
        'summary',
        ...WEEK,
        '--by',
        'actor,outcome',
        '--resource',
        INSIDER_READING_PARAMETERS.path,
        '--output',
        'ndjson',
      ),
    );
    expect(groups).toContainEqual({
      actor: INSIDER_READING_PARAMETERS.user,
      outcome: 'success',
      count: 3,
      first: '2026-03-04T13:31:12Z',
      last: '2026-03-04T13:41:09Z',
    });
  });

  it('refuses a field that no event has, naming those it knows', async () => {
    const { code, stdout, stderr } = await ask('summary', '--by', 'eventName,colour');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain("'colour' is not a field of an event: expected eventTime, eventName, ");
  });

  it('draws a table with a histogram, and says on stderr what it leaves out', async () => {
    const { stdout, stderr } = await ask('summary', ...WEEK, '--output', 'table');
    expect(stdout).toMatch(/^\d+ events since 2026-03-02T00:00:00Z until 2026-03-09T00:00:00Z; times in UTC\n/);
    expect(stdout).toMatch(/\nDAY \(UTC\) +COUNT\n2026-03-02 +\d+ {2}█+\n/);
    expect(stderr).toContain('--agent counts it');
  });

  it('says where the events are and how to ask for them, where the last day has none', async () => {
    const summary = await ask('summary');
    expect(summary.stderr).toMatch(
      /0 events; this store holds [\d,]+ events, from \S+ to 2026-03-\S+\n.*--since 2026-03-\d\d or --since all finds it/,
    );
    const query = await ask('query', '--since', '24h', '--actor', sourceIdentity.slice(0, -1), '--output', 'table');
    expect(query.code).toBe(0);
    expect(query.stderr).toContain('--since 2026-03-');
    expect(query.stderr).toContain(`did you mean --actor ${sourceIdentity}?`);
  });

  it('suggests a name where the one that was asked for is unknown', async () => {
    const { code, stderr } = await ask('summary', '--since', 'all', '--event', 'StartSesion');
    expect(code).toBe(0);
    expect(stderr).toContain('did you mean --event StartSession?');
  });
});

describe("a session's story", () => {
  it('stands on stderr after the table, whole even where the table is not', async () => {
    const { stdout, stderr } = await ask('query', '--resource', sessionId, '--limit', '1', '--output', 'table');
    expect(stdout).not.toContain('session ');
    expect(stderr).toContain(`session ${sessionId}: started 2026-03-04T19:05:31Z by ${sourceIdentity}`);
    expect(stderr).toContain(`to ${bastionId} with AWS-StartPortForwardingSessionToRemoteHost towards ${databaseHost}`);
    expect(stderr).toContain(`terminated 2026-03-04T19:36:18Z by ${sourceIdentity}`);
  });

  it('says that the end of a session is not recorded', async () => {
    const starts = linesOf(
      await ask('query', '--actor', 'legacy-backup', '--event', 'StartSession', '--output', 'ndjson'),
    );
    const [session] = starts.flatMap(({ resources }) =>
      Array.isArray(resources) ? resources.filter(({ kind }) => kind === 'session').map(({ id }) => String(id)) : [],
    );
    const { stderr } = await ask('query', '--resource', String(session), '--output', 'table');
    expect(stderr).toContain('; the end is not recorded: CloudTrail has no record');
  });

  it('is not told to a script, nor of an instance', async () => {
    expect((await ask('query', '--resource', sessionId, '--output', 'json')).stderr).not.toContain('session pat');
    expect((await ask('query', '--resource', bastionId, '--output', 'table')).stderr).not.toContain('session pat');
  });
});

describe('show of a read by path', () => {
  const readByPath = async () =>
    linesOf(
      await ask(
        'query',
        '--event',
        'GetParametersByPath',
        '--actor',
        INSIDER_READING_PARAMETERS.user,
        '--oldest-first',
        '--output',
        'ndjson',
      ),
    )
      .filter(({ outcome }) => outcome === 'success')
      .map(({ ref }) => String(ref));

  it('names the parameters that were decrypted in the same second', async () => {
    const shown: { nearbyDecryptions: { resources: { id: string }[] }[] }[] = [];
    for (const ref of await readByPath()) {
      shown.push(JSON.parse((await ask('show', ref, '--output', 'json')).stdout));
    }
    const names = shown
      .flatMap(({ nearbyDecryptions }) => nearbyDecryptions)
      .flatMap(({ resources }) => resources.map(({ id }) => id));
    expect(names.sort()).toEqual([...INSIDER_READING_PARAMETERS.secretNames].sort());
  });

  it('calls them near in time, in the table', async () => {
    const { stdout } = await ask('show', String((await readByPath())[0]), '--output', 'table');
    expect(stdout).toMatch(/\ndecryptions near in time \(not proof\)\n[\da-f]{8} {2}\/payments\/\S+\n/);
  });

  it('says nothing of them for other calls', async () => {
    const [start] = linesOf(await ask('query', '--event', 'StartSession', '--limit', '1', '--output', 'ndjson'));
    expect(JSON.parse((await ask('show', String(start?.ref), '--output', 'json')).stdout)).not.toHaveProperty(
      'nearbyDecryptions',
    );
  });
});

describe('query --explain', () => {
  it('says which table answered, by which key, for how much', async () => {
    const { stderr } = await ask('query', '--resource', sessionId, '--explain');
    expect(stderr).toContain('answered by resource');
    expect(stderr).toMatch(
      new RegExp(`table Terms: term = "resource=${sessionId}" AND eventTimeIdName BETWEEN .*: 1 page, 3 items\n`),
    );
    expect(stderr).not.toContain('_quarantine');
  });

  it('names the index, and adds up several keys', async () => {
    const { stderr } = await ask('query', '--principal', 'a', '--principal', 'b', '--explain');
    expect(stderr).toMatch(/table Events, index byPrincipal: userIdentityArn = "a" AND /);
    expect(stderr).toMatch(/all 2 keys: 2 pages, 0 items$/m);
  });
});

describe('--contains and --reason', () => {
  const found = async (...flags: readonly string[]) => linesOf(await ask('query', '--output', 'ndjson', ...flags));

  it('finds text anywhere in the record, in any letter case, and leaves it out with --not', async () => {
    const [sessions, all] = [await found('--contains', databaseHost.toUpperCase()), await found('--limit', '0')];
    expect(sessions.map(({ eventName }) => eventName)).toContain('StartSession');
    const others = await found('--not', `contains=${databaseHost}`);
    expect(others).toHaveLength(all.length - sessions.length);
  });

  it('finds what the caller gave as a reason, and other conditions hold beside it', async () => {
    expect(await found('--reason', 'chg-4711')).not.toEqual([]);
    expect(await found('--reason', 'chg-4711', '--contains', databaseHost)).toEqual([]);
  });

  it('says what was not searched, what it cost, and what comes near', async () => {
    const { code, stdout, stderr } = await ask('query', '--contains', 'CHG-4712\u0007', '--output', 'json');
    const near = await ask('query', '--contains', 'CHG-4712', '--event', 'StartSession');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '[]\n' });
    expect(stderr).toContain('--related');
    expect(stderr).toMatch(/--contains has no key, so that all \d+ events of the window were read/);
    expect(near.stderr).toContain('did you mean --contains CHG-4711?');
    expect(stderr).not.toContain('\u0007');
  });

  it('counts in a summary what query lists', async () => {
    const counted = JSON.parse(
      (await ask('summary', ...WEEK, '--agent', '--contains', 'i-', '--output', 'json')).stdout,
    );
    expect(counted.total).toBe((await found(...WEEK, '--contains', 'i-')).length);
    expect(counted.total).toBeGreaterThan(0);
  });
});
