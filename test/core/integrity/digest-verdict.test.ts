import { gunzipSync } from 'node:zlib';
import { type DigestSignature, digestVerdict, type FoundDigest } from '../../../lib/core/integrity/digest-verdict';
import { parsePublicKeys } from '../../../lib/core/integrity/public-keys';
import { BUCKET, CLOUDTRAIL_BITS, publicKeyList, signedTrail, signer } from './signed-trail';

const [own, stranger] = [signer('own', CLOUDTRAIL_BITS), signer('stranger', CLOUDTRAIL_BITS)];
const keys = parsePublicKeys(publicKeyList(own));

describe('digestVerdict', () => {
  it('accepts what CloudTrail signed, first of a chain or not', () => {
    for (const index of [0, 1]) expect(digestVerdict(found({}, index), keys)).toMatchObject({ status: 'valid' });
  });

  it('gives what a valid digest says', () => {
    expect(digestVerdict(found({}, 1), keys)).toMatchObject({
      digest: { startTime: '2026-03-02T01:01:31Z', endTime: '2026-03-02T02:01:31Z', logFiles: { length: 3 } },
    });
  });

  it('takes the location on trust of the digest alone where the bucket is not known', () => {
    expect(digestVerdict(found({ bucket: undefined }), keys)).toMatchObject({ status: 'valid' });
  });

  it.each<[string, Partial<FoundDigest>, string]>([
    ['a changed byte', { content: changed(content()) }, 'its signature does not match its content'],
    ['content that is no JSON', { content: Buffer.from('{') }, 'not a digest: it is not JSON'],
    ['bytes that are no text', { content: Buffer.from([0x7b, 0xff, 0x7d]) }, 'not a digest: it is not JSON'],
    ['a list', { content: Buffer.from('[]') }, 'not a digest: it is not a JSON object'],
    ['a digest without a field', { content: Buffer.from('{}') }, 'not a digest: it has no previousDigestSignature'],
    ['another bucket', { bucket: 'copy' }, `moved: it was delivered to s3://${BUCKET}/AWSLogs/`],
    ['another key', { key: 'copy.json.gz' }, 'moved: it was delivered to'],
    ['no signature', { signature: 'removed' }, 'its object lacks the metadata of its signature'],
    ['another signature', { signature: signatureOf({ value: 'ab'.repeat(256) }) }, 'its signature does not match'],
    [
      'a signature that is no hexadecimal',
      { signature: signatureOf({ value: 'xyz' }) },
      'its signature does not match',
    ],
    ['another algorithm', { signature: signatureOf({ algorithm: 'MD5' }) }, "signed with 'MD5'"],
  ])('refuses %s', (_, overrides, reason) => {
    const verdict = digestVerdict(found(overrides), keys);
    expect(verdict).toEqual({ status: 'invalid', reason: expect.stringContaining(reason) });
  });

  it('refuses a key that is not listed, one that is another, and one that is none', () => {
    expect(digestVerdict(found({}), new Map())).toMatchObject({ reason: 'no public key with its fingerprint own' });
    const swapped = new Map([['own', stranger.publicKey]]);
    expect(digestVerdict(found({}), swapped)).toMatchObject({ status: 'invalid' });
    expect(digestVerdict(found({}), new Map([['own', 'AAAA']]))).toMatchObject({
      reason: expect.stringContaining('the public key cannot be read'),
    });
  });

  it('says neither yes nor no where the signature is not known', () => {
    expect(digestVerdict(found({ signature: 'unknown' }), keys)).toMatchObject({ status: 'unsigned' });
  });
});

describe('parsePublicKeys', () => {
  it.each(['', '[]', '{}', '{"PublicKeyList":[{}]}', '{"PublicKeyList":[{"Fingerprint":"a","Value":1}]}'])(
    'refuses %s',
    (json) => {
      expect(() => parsePublicKeys(json)).toThrow('not a list of public keys');
    },
  );
});

function found(overrides: Partial<FoundDigest>, index = 0): FoundDigest {
  const trail = signedTrail({ signers: [own, own] });
  const key = trail.digests[index] ?? '';
  const object = trail.objects.get(key);
  return {
    bucket: BUCKET,
    key,
    content: gunzipSync(object?.body ?? ''),
    signature: { value: object?.metadata['signature'] ?? '', algorithm: 'SHA256withRSA' },
    ...overrides,
  };
}

function content(): Buffer {
  return Buffer.from(found({}).content);
}

function changed(content: Buffer): Buffer {
  return Buffer.from(content.toString().replace('"newestEventTime":null', '"newestEventTime":"x"'));
}

function signatureOf(overrides: Partial<DigestSignature>): DigestSignature {
  return { value: '00', algorithm: 'SHA256withRSA', ...overrides };
}
