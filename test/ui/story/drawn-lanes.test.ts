import type { ListedEvent } from '../../../lib/core/explorer/messages';
import { drawnLane } from '../../../lib/ui/story/drawn-lanes';

function of(more: Partial<ListedEvent>, lane: 'principal' | 'host' = 'principal') {
  return drawnLane({ event: { ref: 'x', ...more }, lane });
}

const touching = (kind: 'session' | 'command' | 'parameter') => [{ id: 'x', kind, relation: 'target' } as const];

it.each([
  ['session', { eventName: 'StartSession', resources: touching('session') }],
  ['session', { eventName: 'StartSession', outcome: 'denied', readOnly: false }],
  ['commands', { eventName: 'SendCommand', outcome: 'denied', readOnly: false }],
  ['commands', { eventName: 'SendCommand', readOnly: false, resources: touching('command') }],
  ['reads', { eventName: 'GetParameter', readOnly: true, resources: touching('parameter') }],
  ['reads', { eventName: 'Decrypt', related: true, resources: touching('parameter') }],
  ['changes', { eventName: 'PutParameter', readOnly: false, resources: touching('parameter') }],
  ['others', { eventName: 'DescribeParameters', readOnly: true }],
] as const)('draws in the lane of %s %j', (lane, event) => {
  expect(of(event)).toBe(lane);
});

it('draws whatever the role of a machine did in the lane of that', () => {
  expect(of({ eventName: 'StartSession', resources: touching('session') }, 'host')).toBe('host');
});
