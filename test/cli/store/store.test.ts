import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { openStore, storePlace, storeWords, withStoreFlags } from '../../../lib/cli/store/store';
import { exitCodeOf, UsageError } from '../../../lib/cli/terminal/cli-error';

describe('storePlace', () => {
  it.each([
    ['a folder that is named', { local: 'd' }, {}, { kind: 'local', folder: resolve('d') }],
    ['the default folder', { local: true as const }, {}, { kind: 'local', folder: resolve('.ssm-audit') }],
    [
      'a stack',
      { stack: 's', stackRegion: 'r', profile: 'p' },
      {},
      { kind: 'stack', stack: 's', region: 'r', profile: 'p' },
    ],
    [
      'the flag before the environment',
      { local: 'd' },
      { SSM_AUDIT_STACK: 's' },
      { kind: 'local', folder: resolve('d') },
    ],
    ['the stack before the folder', {}, { SSM_AUDIT_STACK: 's', SSM_AUDIT_LOCAL: 'd' }, { kind: 'stack', stack: 's' }],
    ['the folder of the environment', {}, { SSM_AUDIT_LOCAL: 'd' }, { kind: 'local', folder: resolve('d') }],
  ])('is %s', (_, flags, env, expected) => {
    expect(storePlace(flags, env)).toEqual(expected);
  });

  it('is not both', () => {
    expect(() => storePlace({ local: 'd', stack: 's' }, {})).toThrow(UsageError);
  });
});

describe('withStoreFlags', () => {
  it.each([
    ['--local', 'a', '--local', 'b'],
    ['--local', '--local'],
    ['--stack', 'a', '--stack', 'b'],
    ['--stack-region', 'a', '--stack-region', 'b'],
    ['--profile', 'a', '--profile', 'b'],
  ])('takes each flag once: %s %s %s', (...words) => {
    const command = withStoreFlags(new Command('query'));
    expect(() => command.parse(words, { from: 'user' })).toThrow(`${words[0]} is given twice: expected it once`);
  });
});

describe('openStore', () => {
  it('refuses a folder that is not there, unless it is to be filled', async () => {
    await expect(openStore({ kind: 'local', folder: resolve('no-such-store') })).rejects.toThrow(
      /there is no local store .*; check --local and SSM_AUDIT_LOCAL, or ingest/,
    );
  });

  it('refuses a folder that is no store, unless it is to be filled', async () => {
    await expect(openStore({ kind: 'local', folder: resolve('lib') })).rejects.toThrow('is not a local store');
  });

  it('refuses what is no folder, even to fill it', async () => {
    const place = { kind: 'local' as const, folder: resolve('package.json') };
    await expect(openStore(place, { missing: 'made' })).rejects.toThrow('is not a folder');
  });

  it('says where it cannot be made, which is wrong usage', async () => {
    const place = { kind: 'local' as const, folder: resolve('package.json/store') };
    const failure = await openStore(place, { missing: 'made' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringMatching(/cannot make the local store .*ENOTDIR/) });
    expect(exitCodeOf(failure)).toBe(2);
  });

  it('is in memory where it is asked to leave nothing', async () => {
    const folder = resolve('no-such-store');
    await (await openStore({ kind: 'local', folder }, { missing: 'in memory' })).close();
    expect(existsSync(folder)).toBe(false);
  });
});

describe('storeWords', () => {
  it.each([
    [{}, ''],
    [{ local: true as const }, '--local'],
    [{ local: 'my store' }, "--local 'my store'"],
    [{ stack: 's', stackRegion: 'eu-west-1', profile: 'p' }, '--stack s --stack-region eu-west-1 --profile p'],
  ])('asks the same store: %j', (flags, words) => expect(storeWords(flags).join(' ')).toBe(words));
});
