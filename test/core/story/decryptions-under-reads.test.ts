import type { StoredEvent } from '../../../lib/core/rows/stored-event';
import { readsOfDecryptions } from '../../../lib/core/story/decryptions-under-reads';
import { byTimeAndId } from '../../../lib/core/story/event-order';
import { decrypt, read, resource, stored } from './events';

function under(decryption: StoredEvent, ...others: readonly StoredEvent[]): string | undefined {
  return readsOfDecryptions([...others, decryption].sort(byTimeAndId)).get(decryption.ref);
}

const ofPath = (time: string, path: string) =>
  stored(time, { eventName: 'GetParametersByPath', resources: [resource(path, 'parameterPath')] });

it('lies under the read of its parameter, in the same second or the one before', () => {
  const first = read('12:00:00', '/prod/db');
  expect(under(decrypt('12:00:00', '/prod/db'), first)).toBe(first.ref);
  expect(under(decrypt('12:00:01', '/prod/db'), first)).toBe(first.ref);
  expect(under(decrypt('12:00:02', '/prod/db'), first)).toBeUndefined();
  expect(under(decrypt('11:59:59', '/prod/db'), first)).toBeUndefined();
});

it('lies under the read of a path above it, however far above', () => {
  for (const path of ['/prod', '/prod/app', '/']) {
    const paths = ofPath('12:00:00', path);
    expect(under(decrypt('12:00:00', '/prod/app/db'), paths)).toBe(paths.ref);
  }
  expect(under(decrypt('12:00:00', '/prod/app/db'), ofPath('12:00:00', '/prod/ap'))).toBeUndefined();
  expect(under(decrypt('12:00:00', '/prod/app/db'), ofPath('12:00:00', '/test'))).toBeUndefined();
});

it('lies under the latest of several', () => {
  const [early, late] = [read('12:00:00', '/prod/db'), ofPath('12:00:01', '/prod')];
  expect(under(decrypt('12:00:01', '/prod/db'), early, late)).toBe(late.ref);
  const twins = [read('12:00:01', '/prod/db'), read('12:00:01', '/prod/db')];
  expect(under(decrypt('12:00:01', '/prod/db'), ...twins)).toBe(twins[1]?.ref);
});

it('finds a name of one segment with and without its slash, as records have it', () => {
  const named = read('12:00:00', '/password');
  expect(under(decrypt('12:00:00', 'password'), read('12:00:00', 'password'))).toBeDefined();
  expect(under(decrypt('12:00:00', '/password'), named)).toBe(named.ref);
});

it('stands alone beside a read of somebody else, of another parameter, and one that was refused', () => {
  const decryption = decrypt('12:00:00', '/prod/db');
  expect(
    under(decryption, read('12:00:00', '/prod/db', { userIdentityArn: 'arn:aws:iam::1:user/bob' })),
  ).toBeUndefined();
  expect(under(decryption, read('12:00:00', '/prod/other'))).toBeUndefined();
  expect(under(decryption, read('12:00:00', '/prod/db', { outcome: 'denied' }))).toBeUndefined();
  expect(under(decryption, stored('12:00:00', { eventName: 'PutParameter' }))).toBeUndefined();
});

it('lies under a refused read if it was refused itself', () => {
  const refused = read('12:00:00', '/prod/db', { outcome: 'denied' });
  expect(under(decrypt('12:00:00', '/prod/db', { outcome: 'denied' }), refused)).toBe(refused.ref);
});

it('takes no call of KMS that is not on a parameter, and none that only encrypts', () => {
  const first = read('12:00:00', '/prod/db');
  expect(under(decrypt('12:00:00', '/prod/db', { eventName: 'Encrypt' }), first)).toBeUndefined();
  const { related: _, ...unrelated } = decrypt('12:00:00', '/prod/db');
  expect(under(unrelated, first)).toBeUndefined();
});
