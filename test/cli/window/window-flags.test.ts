import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Command } from 'commander';
import { UsageError } from '../../../lib/cli/terminal/cli-error';
import { pastRange, timeRange, withWindowFlags } from '../../../lib/cli/window/window-flags';

const NOW = new Date('2024-05-01T12:00:00Z');

describe('withWindowFlags', () => {
  it.each([
    [{}, '24h, yesterday or all'],
    [{ isBegun: true } as const, '24h or yesterday'],
  ])('with %j offers only the times that are taken', (help, times) => {
    const [since] = withWindowFlags(new Command('verify'), help).options;
    expect(since?.description).toContain(`(UTC), ${times}`);
    expect(since?.description.endsWith(times)).toBe(true);
  });
});

describe('timeRange', () => {
  it.each([
    [{}, undefined, undefined],
    [{ since: 'all' }, undefined, undefined],
    [{ since: '24h' }, '2024-04-30T12:00:00Z', undefined],
    [{ since: 'yesterday', until: 'today' }, '2024-04-30T00:00:00Z', '2024-05-01T00:00:00Z'],
    [{ since: 'now' }, '2024-05-01T12:00:00Z', undefined],
    [{ until: '2099-01-01' }, undefined, '2099-01-01T00:00:00Z'],
    [{ during: '2024-03' }, '2024-03-01T00:00:00Z', '2024-04-01T00:00:00Z'],
    [{ during: '2024' }, '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z'],
  ])('of %j is from %s to %s', (flags, since, until) => {
    expect(timeRange(flags, NOW)).toEqual({ since, until });
  });

  it.each([
    [{}, '2024-04-30T12:00:00Z'],
    [{ until: '2024-03-06' }, '2024-03-05T00:00:00Z'],
    [{ until: '2099-01-01' }, '2024-04-30T12:00:00Z'],
    [{ since: 'all' }, undefined],
    [{ during: '2024-03' }, '2024-03-01T00:00:00Z'],
  ])('of %j begins at %s if a day before the end is the default', (flags, since) => {
    expect(timeRange(flags, NOW, '24h').since).toBe(since);
  });

  it.each([
    [{ since: '2024-05-01', until: '2024-05-01' }, 'is not before --until'],
    [{ since: '1h', until: '2h' }, 'is not before --until'],
    [{ since: '2024-05-02' }, 'is in the future: expected a time before now, which is 2024-05-01T12:00:00Z'],
    [{ since: '2024-05-01 20:30' }, 'times without an offset are UTC'],
    [{ during: '2024-06' }, '--during 2024-06 is in the future'],
    [{ during: '2024-03', since: '2024-03-01' }, '--during 2024-03 and --since 2024-03-01 are both given'],
    [{ during: 'today', until: 'now' }, '--during today and --until now are both given'],
  ])('refuses %j', (flags, message) => {
    expect(() => timeRange(flags, NOW)).toThrow(UsageError);
    expect(() => timeRange(flags, NOW)).toThrow(message);
  });
});

it('ends now at the latest for what is already there', () => {
  expect(pastRange({ during: '2024-05' }, NOW)).toEqual({
    since: '2024-05-01T00:00:00Z',
    until: '2024-05-01T12:00:00Z',
  });
  expect(pastRange({ until: '2024-03-06' }, NOW, '7d')).toEqual({
    since: '2024-02-28T00:00:00Z',
    until: '2024-03-06T00:00:00Z',
  });
});

/** On 10 March clocks go forward in New York, on 31 March in Berlin, on 7 April back on Lord Howe, by half an hour. */
const FLAGS = [
  { during: '2024-03' },
  { during: '2024-Q1' },
  { during: '2024-03-31' },
  { during: 'yesterday' },
  { during: 'today' },
  { since: '2024-03-10T02:30', until: '2024-03-31 02:30' },
  { since: 'yesterday', until: '24h' },
  { since: '7d', until: 'now' },
  { since: '2024-03-31T02:30+01:00' },
];

/** Moments in which it is another day, month or year somewhere, and the days after the clocks changed. */
const MOMENTS = ['2024-04-01T00:30:00Z', '2024-04-07T23:30:00Z', '2024-11-03T05:59:59Z', '2025-01-01T03:00:00Z'];

/** The windows as a process in each of some time zones reads them, which goes from one to the next. */
function windowsIn(timeZones: readonly string[]): unknown {
  const script = `const { timeRange } = require('./lib/cli/window/window-flags.ts');
    const read = ${JSON.stringify(timeZones)}.map((timeZone) => {
      process.env.TZ = timeZone;
      const local = new Date('2024-07-01T00:00:00Z').getTimezoneOffset();
      const windows = ${JSON.stringify(MOMENTS)}.map((now) => ${JSON.stringify(FLAGS)}.map((flags) => timeRange(flags, new Date(now))));
      return [timeZone, { local, windows }];
    });
    process.stdout.write(JSON.stringify(read));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '-e', script], {
    cwd: join(__dirname, '..', '..', '..'),
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

it('reads the same windows wherever the machine is, also when its clocks change', () => {
  const windows = MOMENTS.map((now) => FLAGS.map((flags) => timeRange(flags, new Date(now))));
  const offsets = [
    ['America/New_York', 240],
    ['Europe/Berlin', -120],
    ['Australia/Lord_Howe', -630],
    ['Pacific/Kiritimati', -840],
  ] as const;
  expect(windowsIn(offsets.map(([timeZone]) => timeZone))).toEqual(
    offsets.map(([timeZone, local]) => [timeZone, { local, windows }]),
  );
});
