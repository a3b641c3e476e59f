import { type JsonValue, valueAt } from './json';

/** Whether the session of a call began with multi-factor authentication. Undefined if CloudTrail does not say it. */
export function mfaOf(record: JsonValue | undefined): boolean | undefined {
  const value = valueAt(record, 'userIdentity', 'sessionContext', 'attributes', 'mfaAuthenticated');
  // Text in delivered logs, a boolean in copies of some tools.
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

/** The same in a word. */
export function mfaText(record: JsonValue | undefined): string {
  const mfa = mfaOf(record);
  if (mfa === undefined) return 'not recorded';
  return mfa ? 'yes' : 'no';
}
