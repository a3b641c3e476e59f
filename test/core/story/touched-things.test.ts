import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import type { Lane, StoryRow } from '../../../lib/core/story/story';
import { touchedThings } from '../../../lib/core/story/touched-things';
import { NODE } from '../rows/events';
import { decrypt, read, resource, stored } from './events';

const rows = (lane: Lane, ...events: readonly StoredEvent[]): readonly StoryRow[] =>
  events.map((event) => ({ event, lane }));
const touched = (all: readonly StoryRow[]) => touchedThings(all, () => undefined);
const ids = (things: readonly { readonly id: string }[]) => things.map(({ id }) => id);

it('counts secrets by their decryptions, machines by what was aimed at them, changes by what changes', () => {
  const [first, second] = [decrypt('12:00:00', '/prod/db'), decrypt('12:05:00', '/prod/db')];
  const story = touched(
    rows(
      'principal',
      read('12:00:00', '/prod/db'),
      first,
      second,
      stored('12:01:00', { eventName: 'StartSession', resources: [resource(NODE, 'instance', 'target')] }),
      stored('12:02:00', {
        eventName: 'GetConnectionStatus',
        resources: [resource('i-0fedcba9876543210', 'instance')],
      }),
      stored('12:03:00', { eventName: 'PutParameter', resources: [resource('/prod/new', 'parameter', 'creates')] }),
    ),
  );
  expect(story.secrets).toEqual([
    {
      id: '/prod/db',
      kind: 'parameter',
      eventNames: ['Decrypt'],
      count: 2,
      first: '2024-05-01T12:00:00Z',
      last: '2024-05-01T12:05:00Z',
      ref: first.ref,
    },
  ]);
  expect(ids(story.machines)).toEqual([NODE]);
  expect(ids(story.changes)).toEqual(['/prod/new']);
});

it('counts the host beyond a tunnel, and machines that a tag stands for', () => {
  const tunnel = [resource(NODE, 'instance', 'target'), resource('db.example.com', 'host'), resource('5432', 'port')];
  const story = touched(
    rows(
      'principal',
      stored('12:00:00', { resources: tunnel }),
      stored('12:01:00', {
        eventName: 'SendCommand',
        resources: [resource('tag:Environment=production', 'tagTarget', 'target')],
      }),
    ),
  );
  expect(ids(story.machines)).toEqual([NODE, 'db.example.com', 'tag:Environment=production']);
});

it('keeps apart what was only tried', () => {
  const story = touched(
    rows(
      'principal',
      read('12:00:00', '/prod/db', { outcome: 'denied' }),
      decrypt('12:00:00', '/prod/key', { outcome: 'denied' }),
      stored('12:01:00', { outcome: 'denied', resources: [resource(NODE, 'instance', 'target')] }),
      stored('12:02:00', {
        outcome: 'failed',
        eventName: 'PutParameter',
        resources: [resource('/a', 'parameter', 'changes')],
      }),
    ),
  );
  expect([story.secrets, story.machines, story.changes]).toEqual([[], [], []]);
  expect(ids(story.attempts.secrets)).toEqual(['/prod/db', '/prod/key']);
  expect(ids(story.attempts.machines)).toEqual([NODE]);
  expect(ids(story.attempts.changes)).toEqual(['/a']);
});

it('counts no session or command as a thing that is changed', () => {
  const made = [resource('alice-0123', 'session', 'creates'), resource('5e1c9a40', 'command', 'creates')];
  expect(touched(rows('principal', stored('12:00:00', { resources: made }))).changes).toEqual([]);
});

it('counts what the principal did under other keys and by its automations, and not what others did', () => {
  const change = (id: string, overrides = {}) =>
    stored('12:00:00', { eventName: 'PutParameter', resources: [resource(id, 'parameter', 'changes')], ...overrides });
  const child: StoryRow = {
    event: change('/child', { actor: 'Automation-6f2d0b51' }),
    lane: 'names',
    under: 'Start/1#1',
  };
  const story = touched([
    ...rows('otherKey', change('/other-key')),
    child,
    ...rows('names', change('/names')),
    ...rows('host', change('/host'), decrypt('12:00:00', '/secret')),
  ]);
  expect(ids(story.changes)).toEqual(['/other-key', '/child']);
  expect(story.secrets).toEqual([]);
});

it('counts nothing that an agent did by itself', () => {
  const own = stored('12:00:00', { agent: true, resources: [resource(NODE, 'instance', 'target')] });
  expect(touched(rows('principal', own)).machines).toEqual([]);
});

it('names parameters that were read with decryption where no decryption is recorded', () => {
  const [plain, secret, without] = [
    read('12:00:00', '/plain'),
    read('12:00:00', '/secret'),
    read('12:00:00', '/without'),
  ];
  const story = touchedThings(rows('principal', plain, secret, without, decrypt('12:00:00', '/secret')), ({ ref }) => ({
    requestParameters: { withDecryption: ref !== without.ref },
  }));
  expect(ids(story.readWithDecryption)).toEqual(['/plain']);
});
