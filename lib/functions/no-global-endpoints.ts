import { SignatureV4 } from '@smithy/signature-v4';

/**
 * Replaces `@aws-sdk/signature-v4-multi-region` in the bundles of the functions. Only global endpoints of EventBridge need
 * its signatures for several regions, and the configuration of alerts takes no global endpoint. It would be 4 KB.
 */
export class SignatureV4MultiRegion extends SignatureV4 {
  /** What the client asks before it signs for several regions: nothing here can. */
  static sigv4aDependency(): 'none' {
    return 'none';
  }
}
