import { keysSince } from '../../../lib/app/evidence/keys-since';

it('asks for keys from some weeks before a time', () => {
  expect(keysSince('2026-03-02T00:00:00Z')).toBe('2026-01-21T00:00:00Z');
  expect(keysSince(undefined)).toBe('2015-10-01T00:00:00Z');
});
