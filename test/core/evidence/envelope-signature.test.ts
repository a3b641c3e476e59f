import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  fingerprintOf,
  isSignedBy,
  isSigner,
  readSignerKey,
  UnreadableSignerKeyError,
} from '../../../lib/core/evidence/envelope-signature';
import { PAYLOAD_TYPE, signedBytes } from '../../../lib/core/evidence/signed-envelope';

const ed25519 = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });

function signed(key: KeyObject, payload = 'statement') {
  const algorithm = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  const sig = sign(algorithm, signedBytes(PAYLOAD_TYPE, Buffer.from(payload)), { key, dsaEncoding: 'der' });
  const signature = { keyid: '', sig: sig.toString('base64') };
  return { payloadType: PAYLOAD_TYPE, payload: Buffer.from('statement').toString('base64'), signatures: [signature] };
}

it.each([
  ['Ed25519', ed25519],
  ['ECDSA P-256', p256],
])('knows the signature of %s, and no other', (_, { privateKey, publicKey }) => {
  expect(isSignedBy(signed(privateKey), publicKey)).toBe(true);
  expect(isSignedBy(signed(privateKey, 'another'), publicKey)).toBe(false);
  expect(isSignedBy({ ...signed(privateKey), payloadType: 'text/plain' }, publicKey)).toBe(false);
  expect(isSignedBy({ ...signed(privateKey), signatures: [{ keyid: '', sig: 'no base64!' }] }, publicKey)).toBe(false);
});

it.each([
  ['Ed25519', ed25519.publicKey],
  ['ECDSA P-256', p256.publicKey],
])('reads a key of %s as PEM and as DER', (_, key) => {
  const [pem, der] = [key.export({ format: 'pem', type: 'spki' }), key.export({ format: 'der', type: 'spki' })];
  expect(fingerprintOf(readSignerKey(Buffer.from(pem)))).toBe(fingerprintOf(readSignerKey(der)));
  expect(fingerprintOf(key)).toMatch(/^[0-9a-f]{64}$/);
});

it('refuses what cannot sign', () => {
  expect([isSigner(p384.publicKey), isSigner(ed25519.privateKey)]).toEqual([false, true]);
  expect(() => readSignerKey(Buffer.from('no key'))).toThrow(UnreadableSignerKeyError);
  expect(() => readSignerKey(Buffer.from(p384.publicKey.export({ format: 'pem', type: 'spki' })))).toThrow("kind 'ec'");
});
