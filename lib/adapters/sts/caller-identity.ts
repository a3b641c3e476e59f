import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { withoutLogging } from '../sdk/without-logging';

/** The ARN behind the credentials. This call needs no permission (API reference: GetCallerIdentity). */
export async function callerIdentity(settings: {
  readonly region?: string;
  readonly profile?: string;
}): Promise<string> {
  const client = withoutLogging(new STSClient(settings));
  try {
    const { Arn } = await client.send(new GetCallerIdentityCommand({}));
    return Arn ?? 'unknown';
  } finally {
    client.destroy();
  }
}
