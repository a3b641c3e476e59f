import { CloudTrailClient, type CloudTrailClientConfig, ListPublicKeysCommand } from '@aws-sdk/client-cloudtrail';
import type { PublicKeySource } from '../../app/ports/audited-bucket';
import type { PublicKeys } from '../../core/integrity/public-keys';
import { RETRYING } from '../retry/retrying';
import { withoutLogging } from '../sdk/without-logging';

/** Reads CloudTrail's public keys, in the region whose digests they sign. */
export class CloudTrailPublicKeys implements PublicKeySource {
  constructor(private readonly settings: CloudTrailClientConfig = {}) {}

  async keys(region: string, since: string): Promise<PublicKeys> {
    const client = withoutLogging(new CloudTrailClient({ ...this.settings, region, ...RETRYING }));
    const keys = new Map<string, string>();
    try {
      let token: string | undefined;
      do {
        const command = new ListPublicKeysCommand({ StartTime: new Date(since), NextToken: token });
        const page = await client.send(command);
        for (const { Fingerprint, Value } of page.PublicKeyList ?? []) {
          if (Fingerprint && Value) keys.set(Fingerprint, Buffer.from(Value).toString('base64'));
        }
        token = page.NextToken;
      } while (token);
      return keys;
    } finally {
      client.destroy();
    }
  }
}
