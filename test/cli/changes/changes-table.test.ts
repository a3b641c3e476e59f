import { type ChangesView, changesTable } from '../../../lib/cli/changes/changes-table';
import { localClock, UTC } from '../../../lib/cli/render/clock';
import { displayWidth } from '../../../lib/cli/render/display-width';
import type { Change } from '../../../lib/core/changes/changes-of';
import { foundEvent } from '../found-events';

const WINDOW: ChangesView['window'] = { since: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z' };

function change(resource: string, region: string): Change {
  const { event } = foundEvent();
  const place = { account: '444455556666', region };
  const what = { change: 'created', kind: 'parameter', resource, details: [] } as const;
  return { eventTime: '2026-03-27T23:15:10Z', ...what, ...place, event };
}

function linesAt(width: number, ...resources: readonly string[]): readonly string[] {
  const changes = resources.flatMap((name) => [change(name, 'us-gov-west-1'), change(name, 'eu-central-1')]);
  return changesTable({ changes, attempts: [] }, { window: WINDOW, hasHandles: true, width, clock: UTC }).split('\n');
}

it.each([80, 100, 120, 200])('has no line wider than %i columns, whatever a thing is called', (width) => {
  const lines = linesAt(width, '/app/prod/'.padEnd(60, 'p'), `/app/${'A'.repeat(2_000)}`, `/app/${'宽'.repeat(99)}`);
  expect(Math.max(...lines.map((line) => displayWidth(line)))).toBeLessThanOrEqual(width);
});

it('keeps a name whole that fits, with its place below where both have no room', () => {
  const name = '/app/prod/'.padEnd(60, 'p');
  const lines = linesAt(80, name);
  expect(lines).toContain(name);
  expect(lines).toContain('  (parameter, 444455556666 us-gov-west-1)');
  expect(linesAt(120, name)).toContain(`${name} (parameter, 444455556666 us-gov-west-1)`);
});

it('has the error code of an attempt whole before the name of the call', () => {
  for (const errorCode of ['AccessDeniedException', 'HierarchyLevelLimitExceededException']) {
    const { event } = foundEvent({ eventName: 'LabelParameterVersion', errorCode, outcome: 'denied' });
    const resources = [{ id: '/app/prod/db', kind: 'parameter', relation: 'changes' }] as const;
    const found = { changes: [], attempts: [{ event, resources }] };
    const [narrow, wide] = [80, 160].map((width) =>
      changesTable(found, { window: WINDOW, hasHandles: true, width, clock: UTC }),
    );
    expect(narrow).toContain(`\n/app/prod/db (parameter)\n  2024-05-01T12:00:00Z  ${errorCode}:`);
    expect(wide).toContain(`${errorCode}: LabelParameterVersion  alice`);
  }
});

it('has the type of a parameter whole in 80 columns, and marks numbers alone as versions', () => {
  const created = { ...change('/app/prod/db', 'eu-central-1'), version: '12', details: ['SecureString'] };
  const shared = { ...change('/app/prod/db', 'eu-central-1'), change: 'shared', version: '$DEFAULT' };
  const { event } = foundEvent({ actor: 'somebody.with.a.long.name@example.com' });
  const changes = [{ ...created, event }, shared];
  const text = changesTable({ changes, attempts: [] }, { window: WINDOW, hasHandles: true, width: 80, clock: UTC });
  expect(text).toMatch(/ created v12 .* SecureString$/m);
  expect(text).toContain(' shared $DEFAULT ');
});

it('tells all times by another clock, which it names', () => {
  const found = { changes: [change('/app/prod/db', 'eu-central-1')], attempts: [] };
  const view = { window: WINDOW, hasHandles: true, width: 120, clock: localClock('Asia/Kathmandu') };
  const text = changesTable(found, view);
  expect(text).toMatch(
    /^1 change of 1 thing since 2026-03-01T05:45:00\+05:45 until 2026-04-01T05:45:00\+05:45 \(Asia\/Kat/,
  );
  expect(text).toContain('\n  2026-03-28T05:00:10+05:45  created');
});
