/**
 * What stands in the place of a masked value.
 *
 * @param length how long the value was, in characters
 */
export function maskMarker(length: number): string {
  return `***masked:${length}***`;
}

const MARKER = /^\*\*\*masked:\d+\*\*\*$/;

/** What services write themselves in the place of a secret, as it stands in delivered records; compared without case. */
const REDACTIONS = new Set([
  'hidden_due_to_security_reasons',
  'value hidden due to security reasons.',
  '***',
  '<sensitivedataremoved>',
]);

/** Whether a text stands for a value that has been hidden, by the service or by masking: nothing is left to hide. */
export function isRedacted(text: string): boolean {
  return MARKER.test(text) || REDACTIONS.has(text.toLowerCase());
}

/** Letters, digits and underscores alone: one of the redactions is also a name that anybody may give. */
const LIKE_A_NAME = /^\w+$/;

/**
 * Whether a text stands for a hidden value where people give the names. What reads like a redaction and can be a name is
 * one: else whoever gives it would be hidden.
 */
export function isHiddenName(text: string): boolean {
  return isRedacted(text) && !LIKE_A_NAME.test(text);
}
