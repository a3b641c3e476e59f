import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KmsKeyError, kmsSigningKey } from '../../../lib/adapters/evidence-keys/kms-signing-key';
import { localSigningKey, SigningKeyFileError } from '../../../lib/adapters/evidence-keys/local-signing-key';
import { readSignerKey } from '../../../lib/core/evidence/envelope-signature';

const BYTES = Buffer.from('what is signed');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed25519 = generateKeyPairSync('ed25519');

describe('localSigningKey', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ssm-audit-key-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const file = (content: string | Buffer) => {
    const path = join(folder, 'key');
    writeFileSync(path, content);
    return path;
  };

  it.each([
    ['Ed25519 as PEM', ed25519, 'pem', null],
    ['Ed25519 as DER', ed25519, 'der', null],
    ['ECDSA P-256 as PEM', p256, 'pem', 'sha256'],
    ['ECDSA P-256 as DER', p256, 'der', 'sha256'],
  ] as const)('signs with %s', async (_, { privateKey }, format, algorithm) => {
    const exported =
      format === 'pem' ? privateKey.export({ format, type: 'pkcs8' }) : privateKey.export({ format, type: 'pkcs8' });
    const key = await localSigningKey(file(exported));
    const publicKey = readSignerKey(Buffer.from(key.publicKey));
    expect(verify(algorithm, BYTES, { key: publicKey, dsaEncoding: 'der' }, await key.sign(BYTES))).toBe(true);
  });

  it('refuses what cannot sign, and says what can', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' });
    const wrong = [join(folder, 'none'), file('no key')];
    for (const path of wrong) await expect(localSigningKey(path)).rejects.toThrow(SigningKeyFileError);
    await expect(localSigningKey(file(rsa))).rejects.toThrow("kind 'rsa'; expected a private key of Ed25519");
  });
});

describe('kmsSigningKey', () => {
  let server: Server;
  const asked: { readonly action: string; readonly body: Record<string, string> }[] = [];
  let publicKey = p256.publicKey;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const action = String(request.headers['x-amz-target']);
      const body = JSON.parse(Buffer.concat(chunks).toString());
      asked.push({ action, body });
      const der = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
      // KMS signs the digest that it is given; for the test, whoever asks has signed what that is of.
      const signature = sign('sha256', BYTES, { key: p256.privateKey, dsaEncoding: 'der' }).toString('base64');
      response.end(JSON.stringify(action.endsWith('Sign') ? { Signature: signature } : { PublicKey: der }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_KMS: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
  });
  afterAll(() => {
    for (const name of ['AWS_ENDPOINT_URL_KMS', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) delete process.env[name];
    server.close();
  });

  it('signs the SHA-256 of what it is given', async () => {
    const key = await kmsSigningKey('alias/evidence', { region: 'eu-central-1' });
    const signature = await key.sign(BYTES);
    expect(
      verify('sha256', BYTES, { key: readSignerKey(Buffer.from(key.publicKey)), dsaEncoding: 'der' }, signature),
    ).toBe(true);
    expect(asked.map(({ action }) => action)).toEqual(['TrentService.GetPublicKey', 'TrentService.Sign']);
    expect(asked.at(-1)?.body).toMatchObject({
      KeyId: 'alias/evidence',
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    });
    expect(Buffer.from(asked.at(-1)?.body['Message'] ?? '', 'base64')).toHaveLength(32);
  });

  it('refuses a key of another kind', async () => {
    publicKey = ed25519.publicKey;
    await expect(kmsSigningKey('arn:aws:kms:eu-west-1:111122223333:key/k', {})).rejects.toThrow(KmsKeyError);
  });
});
