import type { PublicKeySource } from '../../app/ports/audited-bucket';
import type { Deadline } from '../../app/ports/deadline';
import type { PublicKeys } from '../../core/integrity/public-keys';
import { SignedRequests, type SigningConfig } from '../signing/signed-requests';

/** The operation in the protocol of CloudTrail's API (JSON 1.1). */
const HEADERS = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.ListPublicKeys',
} as const;

/** CloudTrail's answer, as far as it matters. The value of a key is base64. */
interface PublicKeyPage {
  readonly PublicKeyList?: readonly { readonly Fingerprint?: string; readonly Value?: string }[];
  readonly NextToken?: string;
}

/** Reads CloudTrail's public keys by a signed request, for functions: the client would be a tenth of their bundle. */
export class RequestedPublicKeys implements PublicKeySource {
  /** `endpointOf` gives the address of CloudTrail in a region. */
  constructor(
    private readonly config: Omit<SigningConfig, 'region'>,
    private readonly endpointOf: (region: string) => string,
    private readonly deadline: Deadline,
  ) {}

  async keys(region: string, since: string): Promise<PublicKeys> {
    const requests = new SignedRequests('cloudtrail', { ...this.config, region: async () => region });
    const keys = new Map<string, string>();
    let token: string | undefined;
    do {
      const page = await this.page(requests, region, since, token);
      for (const { Fingerprint, Value } of page.PublicKeyList ?? []) {
        if (Fingerprint && Value) keys.set(Fingerprint, Value);
      }
      token = page.NextToken;
    } while (token);
    return keys;
  }

  private async page(
    requests: SignedRequests,
    region: string,
    since: string,
    token: string | undefined,
  ): Promise<PublicKeyPage> {
    const url = new URL(this.endpointOf(region));
    const body = JSON.stringify({ StartTime: Date.parse(since) / 1000, NextToken: token });
    const response = await requests.send({ method: 'POST', url, headers: HEADERS, body }, this.deadline);
    return (await response.json()) as PublicKeyPage;
  }
}
