import type { StoryAnchor, Touched } from '../../../lib/core/story/story';
import { storyPivots } from '../../../lib/core/story/story-pivots';
import { ALICE, NODE } from '../rows/events';
import { stored } from './events';

const ANCHOR: StoryAnchor = {
  kind: 'actor',
  value: 'alice',
  ref: 'StartSession/T#1',
  principals: [ALICE],
  accessKeys: [],
  things: [],
  hosts: [NODE],
};
const WINDOW = { since: '2024-05-01T11:55:00Z', until: '2024-05-01T12:30:00Z', start: undefined };
const thing = { kind: 'parameter', eventNames: [], count: 1, first: '', last: '', ref: '' } as const;
const nothing = { secrets: [], machines: [], changes: [] };
const TOUCHED: Touched = {
  ...nothing,
  secrets: [{ ...thing, id: '/prod/db' }],
  changes: [{ ...thing, id: '/prod/new' }],
  attempts: nothing,
  readWithDecryption: [],
};

it('asks on by key, principal, address, machine, thing and time, and shows the event', () => {
  const rows = [{ event: stored('12:00:00'), lane: 'principal' as const }];
  const lines = storyPivots(ANCHOR, rows, WINDOW, TOUCHED).map(({ command, argument, flags }) =>
    [command, argument, ...flags.flat()].filter((word) => word !== undefined).join(' '),
  );
  const during = '--since 2024-05-01T11:55:00Z --until 2024-05-01T12:30:00Z';
  expect(lines).toEqual([
    'query --access-key ASIAEXAMPLE',
    `query --principal ${ALICE} ${during}`,
    'query --source-ip 203.0.113.7',
    `query --resource ${NODE} ${during}`,
    'query --resource /prod/new --changed',
    'query --resource /prod/db',
    `query --no-agent ${during}`,
    'show StartSession/T#1',
  ]);
});

it('asks by each address, and by no name of a service as one', () => {
  const rows = ['AWS Internal', 'ssm.amazonaws.com', '192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::1'].map(
    (sourceIPAddress) => ({
      event: stored('12:00:00', { sourceIPAddress }),
      lane: 'principal' as const,
    }),
  );
  const pivots = storyPivots(ANCHOR, rows, WINDOW, TOUCHED);
  const addresses = pivots.flatMap(({ flags: [first] }) => (first?.[0] === '--source-ip' ? [first[1]] : []));
  expect(addresses).toEqual(['192.0.2.1', '192.0.2.2', '192.0.2.3', '2001:db8::1']);
});
