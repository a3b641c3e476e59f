import { createHash, createPublicKey } from 'node:crypto';
import { STSClient } from '@aws-sdk/client-sts';
import { NO_DEADLINE } from '../../app/ports/deadline';
import type { SigningKey } from '../../app/ports/evidence/signing-key';
import { isSigner } from '../../core/evidence/envelope-signature';
import { textAt } from '../../core/record/json';
import { withoutLogging } from '../sdk/without-logging';
import { SignedRequests } from '../signing/signed-requests';

/** A key of KMS cannot sign packages. */
export class KmsKeyError extends Error {
  constructor(keyId: string, reason: string) {
    super(`the KMS key '${keyId}' cannot sign: ${reason}; expected an asymmetric key ECC_NIST_P256 for SIGN_VERIFY`);
    this.name = 'KmsKeyError';
  }
}

const REGION_OF_ARN = /^arn:[^:]*:kms:([a-z0-9-]+):/;

/** The one algorithm of KMS over P-256 (KMS API reference, "Sign"). */
const ALGORITHM = 'ECDSA_SHA_256';

/** Whose rights are used, and where. */
export interface KmsSettings {
  readonly profile?: string;
  readonly region?: string;
}

/**
 * A key of KMS, by the caller's own rights: `kms:GetPublicKey` and `kms:Sign`. `keyId` is an ARN, or `alias/NAME` in the
 * region. Rejects with `KmsKeyError`, and with `RefusedRequestError` where KMS refuses.
 */
export async function kmsSigningKey(keyId: string, settings: KmsSettings): Promise<SigningKey> {
  const region = REGION_OF_ARN.exec(keyId)?.[1] ?? settings.region;
  const { config } = withoutLogging(new STSClient({ ...settings, ...(region !== undefined && { region }) }));
  const url = endpointIn(await config.region());
  const requests = new SignedRequests('kms', config);
  const ask = async (action: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${action}` };
    const request = {
      method: 'POST',
      url,
      headers,
      body: JSON.stringify({ KeyId: keyId, ...body }),
    } as const;
    return (await requests.send(request, NO_DEADLINE)).json();
  };
  const publicKey = readKey(keyId, textAt(await ask('GetPublicKey', {}), 'PublicKey'));
  return {
    publicKey,
    async sign(bytes) {
      const digest = createHash('sha256').update(bytes).digest('base64');
      const answer = await ask('Sign', { Message: digest, MessageType: 'DIGEST', SigningAlgorithm: ALGORITHM });
      const signature = textAt(answer, 'Signature');
      if (signature === undefined) throw new KmsKeyError(keyId, 'KMS gave no signature');
      return Buffer.from(signature, 'base64');
    },
  };
}

/** As the SDK finds it: the environment may name another, such as one in a VPC. */
function endpointIn(region: string): URL {
  const named = process.env['AWS_ENDPOINT_URL_KMS'] ?? process.env['AWS_ENDPOINT_URL'];
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(named ?? `https://kms.${region}.${suffix}/`);
}

function readKey(keyId: string, spki: string | undefined): string {
  if (spki === undefined) throw new KmsKeyError(keyId, 'KMS gave no public key');
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  if (!isSigner(key) || key.asymmetricKeyType !== 'ec') {
    throw new KmsKeyError(keyId, `it is of the kind '${key.asymmetricKeyType}'`);
  }
  return key.export({ format: 'pem', type: 'spki' }).toString();
}
