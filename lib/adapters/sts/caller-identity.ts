import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

/** The ARN that credentials stand for. Nobody needs a permission to ask (API reference: GetCallerIdentity). */
export async function callerIdentity(settings: {
  readonly region?: string;
  readonly profile?: string;
}): Promise<string> {
  const client = new STSClient(settings);
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    return Arn ?? 'unknown';
  } finally {
    client.destroy();
  }
}
