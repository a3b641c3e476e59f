import { valueAsked } from '../../../lib/app/story/asked-story';

it.each([
  ['event', '0a1b2c3d', { eventIds: ['0a1b2c3d'] }],
  ['event', 'StartSession/2024-05-01T12:00:00Z#e-1', { eventNames: ['StartSession'] }],
  ['session', 'alice-0123', { resources: ['alice-0123'] }],
  ['accessKey', 'AKIAEXAMPLE', { accessKeys: ['AKIAEXAMPLE'] }],
  ['actor', 'alice', { actors: ['alice'] }],
  ['resource', '/prod/db', { resources: ['/prod/db'] }],
] as const)('asks for an anchor that is an %s, %s', (kind, value, asked) => {
  expect(valueAsked(kind, value)).toEqual(asked);
});
