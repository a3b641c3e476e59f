import type { AskedStory } from '../../../lib/app/story/asked-story';
import { type AskedByFlag, nothingTold } from '../../../lib/app/story/nothing-told';
import { ALICE } from '../../core/rows/events';
import { at, byHost, DAY, KEY, read, SESSION, started, storeOf } from './story-store';

const HEARTBEAT = byHost(at('12:00:00', { agent: true, eventName: 'UpdateInstanceInformation', resources: [] }), 'i-1');
const deps = storeOf([started('12:00:00'), read('12:10:00', '/prod/db/password'), HEARTBEAT]);

async function hints(kind: AskedByFlag['kind'], value: string, times: Pick<AskedStory, 'since' | 'until'> = {}) {
  const [head, ...rest] = await nothingTold(deps, { kind, value, limit: 100, ...times });
  expect(head).toMatch(/^0 events; this store holds 3 events, from /);
  return rest;
}

it('hints in the words of the flag that was given', async () => {
  expect(await hints('session', SESSION.toUpperCase())).toEqual([
    `--session ${SESSION.toUpperCase()} finds nothing on its own; did you mean --session ${SESSION}?`,
  ]);
  expect(await hints('accessKey', KEY.slice(0, -1))).toEqual([
    expect.stringContaining(`did you mean --access-key ${KEY}?`),
  ]);
  expect(await hints('resource', '/prod/db/passwort')).toEqual([
    expect.stringContaining('did you mean --resource /prod/db/password?'),
  ]);
});

it('lists sessions alone where none is near', async () => {
  expect(await hints('session', 'zzz')).toEqual([`--session zzz finds nothing on its own; there is ${SESSION}`]);
});

it('names the flag that would find the value, and no flag that story does not have', async () => {
  expect(await hints('session', 'i-0123456789abcdef0')).toEqual([
    expect.stringContaining('did you mean --resource i-0123456789abcdef0 or '),
  ]);
  expect(await hints('accessKey', SESSION)).toEqual([
    expect.stringContaining(`did you mean --session ${SESSION} or --resource ${SESSION}?`),
  ]);
  const [hint = ''] = await hints('actor', ALICE);
  expect(hint).toMatch(/--actor takes a name; did you mean --actor \S+\?$/);
  expect(hint).not.toMatch(/--principal|--role|--event/);
  expect(await hints('resource', '/prod/*')).toEqual([expect.stringContaining('--resource takes no wildcards;')]);
});

it('says that there are such events in another window, or only of the agent', async () => {
  expect(await hints('accessKey', KEY, { until: `${DAY}T11:00:00Z` })).toEqual([
    expect.stringMatching(/^nothing is stored before /),
  ]);
  const between = { since: `${DAY}T12:05:00Z`, until: `${DAY}T12:06:00Z` };
  expect(await hints('resource', '/prod/db/password', between)).toEqual([
    expect.stringMatching(/^there are such events in another window, the newest from /),
  ]);
  expect(await hints('actor', 'i-1')).toEqual([
    "--actor i-1 has only the agent's own traffic, and no story is told of that: ssm-audit query shows it",
  ]);
});
