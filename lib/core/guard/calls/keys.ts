import { callsOn, type GuardedService } from '../guarded-call';

const KEY = ['requestParameters.keyId'];

/**
 * Calls after which a key encrypts nothing any more, or for others as well (KMS API reference; KMS developer guide, "AWS
 * KMS log entry examples"). Where a call names the key by an alias, `resources` has the key's ARN.
 */
export const KEY_CALLS: GuardedService = {
  eventSource: 'kms.amazonaws.com',
  calls: [
    ...callsOn('key', KEY, [
      'CreateGrant',
      'DeleteImportedKeyMaterial',
      'DisableKey',
      'DisableKeyRotation',
      'PutKeyPolicy',
      'RetireGrant',
      'RevokeGrant',
      'ScheduleKeyDeletion',
      'UpdatePrimaryRegion',
    ]),
    ...callsOn('key', ['requestParameters.targetKeyId', 'requestParameters.aliasName'], ['DeleteAlias', 'UpdateAlias']),
  ],
};
